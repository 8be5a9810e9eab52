-- How much of what workloads ask for they use, and whether that is healthy.
create view report.efficiency as
with

-- Day by day with the one before, so that a day is read without the others.
days as (

    select dates.usage_date, parts.*
    from (select distinct usage_date from usage.pod_day) as dates
    cross join lateral (
        select
            pods.cluster, pods.namespace, workloads.workload,
            count(*) filter (where pods.usage_date = dates.usage_date) as pod_count,
            sum(pods.hour_count) filter (where pods.usage_date = dates.usage_date)::numeric as pod_hours,
            sum(pods.cpu_requested_core_microseconds) filter (where pods.usage_date = dates.usage_date) as cpu_requested,
            sum(pods.cpu_used_core_microseconds) filter (where pods.usage_date = dates.usage_date) as cpu_used,
            sum(pods.memory_requested_byte_seconds) filter (where pods.usage_date = dates.usage_date) as memory_requested,
            sum(pods.memory_used_byte_seconds) filter (where pods.usage_date = dates.usage_date) as memory_used,
            sum(pods.memory_used_byte_seconds) filter (where pods.usage_date < dates.usage_date)
                / sum(pods.hour_count) filter (where pods.usage_date < dates.usage_date) as memory_before
        from usage.pod_day as pods
        left join usage.pod_workload as workloads on workloads.cluster = pods.cluster and workloads.pod_key = pods.pod_key
        where pods.usage_date = any (array[dates.usage_date, dates.usage_date - 1]) and pods.hour_count > 0
        group by pods.cluster, pods.namespace, workloads.workload
        having count(*) filter (where pods.usage_date = dates.usage_date) > 0
    ) as parts

),

shares as (

    select
        days.*,
        round(cpu_used / nullif(cpu_requested, 0), 6) as cpu_utilisation,
        round(memory_used / nullif(memory_requested, 0), 6) as memory_utilisation,
        round(memory_used / pod_hours / nullif(memory_before, 0) - 1, 6) as memory_growth
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
        memory_growth
    from shares

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
comment on column report.efficiency.memory_growth is 'Memory used by a pod, against its workload''s day before: 0.1 is 10 % more; null where it did not run then.';
