-- How full the nodes of each pool are.
create view report.pool_density as
with

final as (

    select
        usage_date, cluster, node_pool, instance_type,
        count(*) as node_hours,
        count(distinct node) as node_count,
        round(avg(pod_count), 3) as pods_per_node,
        max(pod_count) as pods_per_node_max,
        round(sum(pod_count) / nullif(sum(pod_capacity), 0)::numeric, 6) as pod_capacity_share,
        round(avg(cpu_requested_share), 6) as cpu_requested_share,
        round(avg(memory_requested_share), 6) as memory_requested_share
    from report.node_density
    group by usage_date, cluster, node_pool, instance_type

)

select * from final;

comment on view report.pool_density is 'One row per UTC day, cluster, node pool and machine type.';
comment on column report.pool_density.usage_date is 'The UTC day.';
comment on column report.pool_density.cluster is 'The cluster.';
comment on column report.pool_density.node_pool is 'The node pool, or null.';
comment on column report.pool_density.instance_type is 'The machine type, or null.';
comment on column report.pool_density.node_hours is 'Hours of nodes.';
comment on column report.pool_density.node_count is 'Nodes that were seen.';
comment on column report.pool_density.pods_per_node is 'Pods on a node, on average over its hours.';
comment on column report.pool_density.pods_per_node_max is 'The most pods on a node in an hour.';
comment on column report.pool_density.pod_capacity_share is 'Pods / what nodes take; null where no export says that.';
comment on column report.pool_density.cpu_requested_share is 'CPU requested / capacity, on average.';
comment on column report.pool_density.memory_requested_share is 'Memory requested / capacity, on average.';
