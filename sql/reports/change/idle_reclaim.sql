-- Workloads that have long used little of what they reserve. Days tell which can be such; only their hours are read, of at most the
-- days that sizing looks at.
create view report.idle_reclaim as
with

settings as materialized (

    select
        max(value) filter (where name = 'idle_cpu_max') as cpu_max, max(value) filter (where name = 'idle_unused_min') as unused_min,
        max(value) filter (where name = 'vcpu_per_gib') as vcpu_per_gib,
        (select max(usage_date) from usage.pod_day) as newest_date,
        (select max(usage_date) from usage.pod_day) - max(value) filter (where name = 'sizing_days')::integer as before_date
    from org.change_setting

),

-- All hours of a day idle: then so is the day. What is held and unused is never less than hour by hour.
days as materialized (

    select
        pods.usage_date, pods.cluster, pods.namespace, workloads.workload,
        sum(pods.cpu_used_core_microseconds) < settings.cpu_max * sum(pods.cpu_requested_core_microseconds)
        and settings.vcpu_per_gib * sum(pods.cpu_held_core_microseconds - pods.cpu_used_core_microseconds) / 1000000
            + sum(pods.memory_held_byte_seconds - pods.memory_used_byte_seconds) / 1073741824
            > settings.unused_min * (
                settings.vcpu_per_gib * sum(pods.cpu_requested_core_microseconds) / 1000000
                + sum(pods.memory_requested_byte_seconds) / 1073741824
            ) as can_be_idle
    from settings
    inner join usage.pod_day as pods on pods.usage_date > settings.before_date
    inner join usage.pod_workload as workloads on workloads.cluster = pods.cluster and workloads.pod_key = pods.pod_key
    group by
        pods.usage_date, pods.cluster, pods.namespace, workloads.workload, settings.cpu_max, settings.unused_min, settings.vcpu_per_gib

),

candidates as materialized (

    select cluster, namespace, workload, coalesce(max(usage_date) filter (where not can_be_idle), '-infinity') as since_date
    from days
    group by cluster, namespace, workload
    having (array_agg(can_be_idle order by usage_date desc))[1]

),

-- Day by day, so that no other days are read.
hours as (

    select parts.*
    from (
        select distinct days.usage_date
        from days
        inner join candidates using (cluster, namespace, workload)
        where days.usage_date >= candidates.since_date
    ) as dates
    cross join lateral (
        select
            pods.usage_date, pods.hour, pods.cluster, pods.namespace, workloads.workload,
            sum(pods.cpu_requested_core_microseconds) / 3600000000 as cpu_requested,
            sum(pods.cpu_used_core_microseconds) / 3600000000 as cpu_used,
            sum(pods.memory_requested_byte_seconds) / 3865470566400 as memory_requested,
            sum(pods.memory_used_byte_seconds) / 3865470566400 as memory_used
        from usage.pod_hour as pods
        inner join usage.pod_workload as workloads on workloads.cluster = pods.cluster and workloads.pod_key = pods.pod_key
        inner join candidates
            on candidates.cluster = pods.cluster and candidates.namespace = pods.namespace and candidates.workload = workloads.workload
        where pods.usage_date = dates.usage_date and pods.usage_date >= candidates.since_date
        group by 1, 2, 3, 4, 5
    ) as parts

),

-- What is unused of CPU and memory together counts by price.
shares as (

    select
        hours.*, settings.cpu_max, settings.unused_min,
        cpu_used / nullif(cpu_requested, 0) as cpu_share,
        (
            vcpu_per_gib * greatest(0, cpu_requested - cpu_used) + greatest(0, memory_requested - memory_used)
        ) / nullif(vcpu_per_gib * cpu_requested + memory_requested, 0) as unused_share
    from hours
    cross join settings

),

-- How many hours that are not idle come at or after each: none since the last of them.
spells as (

    select
        shares.*,
        count(*) filter (where not (
            coalesce(cpu_share < cpu_max and unused_share > unused_min, false)
        )) over (partition by cluster, namespace, workload order by usage_date desc, hour desc) as busy_count
    from shares

),

final as (

    select
        cluster, namespace, workload,
        (min(usage_date + make_interval(hours => hour))) at time zone 'UTC' as idle_from_at,
        count(*) as idle_hour_count,
        round(sum(cpu_used) / nullif(sum(cpu_requested), 0), 6) as cpu_utilisation,
        round(sum(unused_share * (cpu_requested + memory_requested)) / nullif(sum(cpu_requested + memory_requested), 0), 6) as unused_share,
        round(sum(greatest(0, cpu_requested - cpu_used)), 6) as cpu_unused_core_hours,
        round(sum(greatest(0, memory_requested - memory_used)), 6) as memory_unused_gib_hours
    from spells
    where busy_count = 0
    group by cluster, namespace, workload
    having count(*) >= (select value from org.change_setting where name = 'idle_hours_min')

)

select * from final;

comment on view report.idle_reclaim is 'One row per cluster, namespace and workload whose newest hours were all idle, for as long as org.change_setting says.';
comment on column report.idle_reclaim.cluster is 'The cluster.';
comment on column report.idle_reclaim.namespace is 'The namespace.';
comment on column report.idle_reclaim.workload is 'The controller, e.g. Deployment/api.';
comment on column report.idle_reclaim.idle_from_at is 'Since when each of its hours was idle; no earlier than sizing looks (sizing_days).';
comment on column report.idle_reclaim.idle_hour_count is 'How many hours that is.';
comment on column report.idle_reclaim.cpu_utilisation is 'CPU used divided by requested in them.';
comment on column report.idle_reclaim.unused_share is 'The share of CPU and memory reserved, by price, that was unused.';
comment on column report.idle_reclaim.cpu_unused_core_hours is 'CPU reserved and unused in them, core·h.';
comment on column report.idle_reclaim.memory_unused_gib_hours is 'Memory reserved and unused in them, GiB·h.';
