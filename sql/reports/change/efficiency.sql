-- How much of what workloads ask for they use, and whether that is healthy.
create view report.efficiency as
with

days as (

    select
        pods.usage_date, pods.cluster, pods.namespace, workloads.workload,
        count(*) as pod_count,
        sum(pods.hour_count)::numeric as pod_hours,
        sum(pods.cpu_requested_core_microseconds) as cpu_requested,
        sum(pods.cpu_used_core_microseconds) as cpu_used,
        sum(pods.memory_requested_byte_seconds) as memory_requested,
        sum(pods.memory_used_byte_seconds) as memory_used
    from usage.pod_day as pods
    left join usage.pod_workload as workloads on workloads.cluster = pods.cluster and workloads.pod_key = pods.pod_key
    where pods.hour_count > 0
    group by pods.usage_date, pods.cluster, pods.namespace, workloads.workload

),

shares as (

    select
        days.*,
        round(cpu_used / nullif(cpu_requested, 0), 6) as cpu_utilisation,
        round(memory_used / nullif(memory_requested, 0), 6) as memory_utilisation,
        memory_used / nullif(pod_hours, 0) as memory_per_pod
    from days

),

final as (

    select
        usage_date, cluster, namespace, workload, pod_count,
        round(pod_hours, 6) as pod_hours,
        cpu_utilisation,
        report.band(cpu_utilisation, (select value from org.change_setting where name = 'cpu_healthy_min'), (select value from org.change_setting where name = 'cpu_healthy_max')) as cpu_band,
        memory_utilisation,
        report.band(memory_utilisation, (select value from org.change_setting where name = 'memory_healthy_min'), (select value from org.change_setting where name = 'memory_healthy_max')) as memory_band,
        round(memory_per_pod / nullif(lag(memory_per_pod) over spell, 0) - 1, 6) as memory_growth
    from shares
    window spell as (partition by cluster, namespace, workload order by usage_date)

)

select * from final;

comment on view report.efficiency is 'One row per UTC day, cluster, namespace and workload: use as a share of requests.';
comment on column report.efficiency.usage_date is 'The UTC day.';
comment on column report.efficiency.cluster is 'The cluster.';
comment on column report.efficiency.namespace is 'The namespace.';
comment on column report.efficiency.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column report.efficiency.pod_count is 'Pods that were seen.';
comment on column report.efficiency.pod_hours is 'Hours in which its pods were seen.';
comment on column report.efficiency.cpu_utilisation is 'CPU used divided by requested; null where nothing is requested.';
comment on column report.efficiency.cpu_band is 'below, healthy, above (org.change_setting has the bands), or nothing requested.';
comment on column report.efficiency.memory_utilisation is 'Memory used divided by requested; null where nothing is requested.';
comment on column report.efficiency.memory_band is 'below, healthy, above, or nothing requested.';
comment on column report.efficiency.memory_growth is 'Memory used by a pod, against its workload''s day before: 0.1 is 10 % more.';
