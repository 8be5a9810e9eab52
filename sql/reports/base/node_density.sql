-- How full nodes are: pods and what they ask for against what the node has.
create view report.node_density as
with

pods as (

    select
        cluster, node, usage_date, hour,
        count(*) as pod_count,
        sum(cpu_requested_core_microseconds) as cpu_requested,
        sum(memory_requested_byte_seconds) as memory_requested,
        sum(gpu_requested_device_microseconds) as gpu_requested
    from usage.pod_hour
    group by cluster, node, usage_date, hour

),

final as (

    select
        nodes.cluster, nodes.node, pool.node_pool, pool.instance_type, pool.zone, nodes.usage_date, nodes.hour,
        coalesce(pods.pod_count, 0) as pod_count,
        nodes.pod_capacity,
        round(coalesce(pods.cpu_requested, 0) / nullif(nodes.cpu_capacity_core_microseconds, 0), 6) as cpu_requested_share,
        round(coalesce(pods.memory_requested, 0) / nullif(nodes.memory_capacity_byte_seconds, 0), 6) as memory_requested_share,
        round(coalesce(pods.gpu_requested, 0) / nullif(nodes.gpu_capacity_device_microseconds, 0), 6) as gpu_requested_share
    from usage.node_hour as nodes
    left join pods
        on pods.cluster = nodes.cluster and pods.node = nodes.node
        and pods.usage_date = nodes.usage_date and pods.hour = nodes.hour
    left join lateral (
        select node.node_pool, node.instance_type, node.zone
        from usage.node as node
        where node.cluster = nodes.cluster and node.node = nodes.node
            and node.from_at < (nodes.usage_date::timestamp + make_interval(hours => nodes.hour + 1)) at time zone 'UTC'
        order by node.from_at desc
        limit 1
    ) as pool on true

)

select * from final;

comment on view report.node_density is 'One row per node and UTC hour: pods on it, and what they ask for as a share of what it has.';
comment on column report.node_density.cluster is 'The cluster.';
comment on column report.node_density.node is 'The node.';
comment on column report.node_density.node_pool is 'The node pool, or null.';
comment on column report.node_density.instance_type is 'The machine type, or null.';
comment on column report.node_density.zone is 'The zone, or null.';
comment on column report.node_density.usage_date is 'The UTC day.';
comment on column report.node_density.hour is 'The UTC hour of the day.';
comment on column report.node_density.pod_count is 'Pods that were on it in the hour.';
comment on column report.node_density.pod_capacity is 'Pods that it takes; null where the exports do not say.';
comment on column report.node_density.cpu_requested_share is 'CPU requested divided by capacity; above 1 it is over-committed.';
comment on column report.node_density.memory_requested_share is 'Memory requested divided by capacity.';
comment on column report.node_density.gpu_requested_share is 'GPUs requested divided by capacity; null without GPUs.';
