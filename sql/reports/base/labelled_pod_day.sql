-- Days of pods with their controller and cost labels: what months of use are read from. A day in which labels change is split
-- by its hours.
create view report.labelled_pod_day as
with

mixed as (

    select cluster, pod_key, (from_at at time zone 'UTC')::date as usage_date
    from usage.cost_label
    where from_at > '-infinity' and from_at <> date_trunc('day', from_at, 'UTC')
    union
    select cluster, pod_key, (to_at at time zone 'UTC')::date
    from usage.cost_label
    where to_at < 'infinity' and to_at <> date_trunc('day', to_at, 'UTC')

),

whole_days as (

    select
        days.usage_date, days.cluster, days.namespace, days.pod_key, labels.commit, labels.tenant, labels.tier, labels.owner,
        days.hour_count::numeric as hours,
        days.cpu_requested_core_microseconds as cpu_requested, days.cpu_used_core_microseconds as cpu_used,
        days.cpu_held_core_microseconds as cpu_held, days.sidecar_cpu_held_core_microseconds as sidecar_cpu_held,
        days.memory_requested_byte_seconds as memory_requested, days.memory_used_byte_seconds as memory_used,
        days.memory_held_byte_seconds as memory_held, days.sidecar_memory_held_byte_seconds as sidecar_memory_held
    from usage.pod_day as days
    left join usage.cost_label as labels
        on labels.cluster = days.cluster and labels.pod_key = days.pod_key
        and labels.from_at < (days.usage_date + 1)::timestamp at time zone 'UTC'
        and labels.to_at > days.usage_date::timestamp at time zone 'UTC'
    where not exists (
        select 1
        from mixed
        where mixed.cluster = days.cluster and mixed.pod_key = days.pod_key and mixed.usage_date = days.usage_date
    )

),

-- Day by day, so that only those days' hours are read.
split_days as (

    select parts.*
    from (select distinct usage_date from mixed) as dates
    cross join lateral (
        select
            hours.usage_date, hours.cluster, hours.namespace, hours.pod_key, hours.commit, hours.tenant, hours.tier, hours.owner,
            sum(hours.hours) as hours,
            sum(hours.cpu_requested_core_hours) * 3600000000 as cpu_requested,
            sum(hours.cpu_used_core_hours) * 3600000000 as cpu_used,
            sum(hours.memory_requested_gib_hours) * 3865470566400 as memory_requested,
            sum(hours.memory_used_gib_hours) * 3865470566400 as memory_used
        from report.labelled_hour as hours
        inner join mixed
            on mixed.cluster = hours.cluster and mixed.pod_key = hours.pod_key and mixed.usage_date = hours.usage_date
        where hours.usage_date = dates.usage_date
        group by 1, 2, 3, 4, 5, 6, 7, 8
    ) as parts

),

parts as (

    select * from whole_days
    union all
    select
        split.usage_date, split.cluster, split.namespace, split.pod_key, split.commit, split.tenant, split.tier, split.owner,
        split.hours, split.cpu_requested, split.cpu_used,
        days.cpu_held_core_microseconds * split.hours / days.hour_count,
        days.sidecar_cpu_held_core_microseconds * split.hours / days.hour_count,
        split.memory_requested, split.memory_used,
        days.memory_held_byte_seconds * split.hours / days.hour_count,
        days.sidecar_memory_held_byte_seconds * split.hours / days.hour_count
    from split_days as split
    inner join usage.pod_day as days
        on days.usage_date = split.usage_date and days.cluster = split.cluster and days.pod_key = split.pod_key

),

final as (

    select
        parts.usage_date, parts.cluster, parts.namespace, workloads.workload, parts.pod_key, parts.commit, parts.tenant, parts.tier,
        parts.owner, parts.hours,
        parts.cpu_requested / 3600000000 as cpu_requested_core_hours,
        parts.cpu_used / 3600000000 as cpu_used_core_hours,
        parts.cpu_held / 3600000000 as cpu_held_core_hours,
        parts.sidecar_cpu_held / 3600000000 as sidecar_cpu_held_core_hours,
        parts.memory_requested / 3865470566400 as memory_requested_gib_hours,
        parts.memory_used / 3865470566400 as memory_used_gib_hours,
        parts.memory_held / 3865470566400 as memory_held_gib_hours,
        parts.sidecar_memory_held / 3865470566400 as sidecar_memory_held_gib_hours
    from parts
    left join usage.pod_workload as workloads on workloads.cluster = parts.cluster and workloads.pod_key = parts.pod_key

)

select * from final;

comment on view report.labelled_pod_day is 'One row per pod, UTC day and set of cost labels; report.labelled_hour has its hours.';
comment on column report.labelled_pod_day.usage_date is 'UTC day.';
comment on column report.labelled_pod_day.cluster is 'Cluster.';
comment on column report.labelled_pod_day.namespace is 'Namespace.';
comment on column report.labelled_pod_day.workload is 'Controller, Kind/name; null where it is not known.';
comment on column report.labelled_pod_day.pod_key is 'uid of the pod, or namespace/name.';
comment on column report.labelled_pod_day.commit is 'Commit.';
comment on column report.labelled_pod_day.tenant is 'Tenant.';
comment on column report.labelled_pod_day.tier is 'Tier.';
comment on column report.labelled_pod_day.owner is 'Owner.';
comment on column report.labelled_pod_day.hours is 'Hours of the day in which it was seen with these labels.';
comment on column report.labelled_pod_day.cpu_requested_core_hours is 'CPU requested.';
comment on column report.labelled_pod_day.cpu_used_core_hours is 'CPU used.';
comment on column report.labelled_pod_day.cpu_held_core_hours is 'Hour by hour the larger of both.';
comment on column report.labelled_pod_day.sidecar_cpu_held_core_hours is 'What of it is its sidecars''.';
comment on column report.labelled_pod_day.memory_requested_gib_hours is 'Memory requested.';
comment on column report.labelled_pod_day.memory_used_gib_hours is 'Memory used.';
comment on column report.labelled_pod_day.memory_held_gib_hours is 'Hour by hour the larger of both.';
comment on column report.labelled_pod_day.sidecar_memory_held_gib_hours is 'What of it is its sidecars''.';
