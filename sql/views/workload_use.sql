-- What the workloads of some days asked for and used, and which requests would do: the one place where sizes are worked out, of the
-- days that sizing looks at and of each month. Of a pod's day the hour counts that 95 % of its hours do not exceed, of pods and days
-- the percentile of org.change_setting.
create view usage.workload_use as
with

-- Thresholds of a pod's day are compared as whole thousandths: there are millions of days.
settings as (

    select
        max(value) filter (where name = 'sizing_cpu_percentile') as cpu_percentile,
        1 + max(value) filter (where name = 'sizing_cpu_head_room') as cpu_factor,
        1 + max(value) filter (where name = 'sizing_memory_head_room') as memory_factor,
        max(value) filter (where name = 'sizing_cpu_floor_cores') as cpu_floor,
        max(value) filter (where name = 'sizing_memory_floor_bytes') / 1073741824 as memory_floor,
        max(value) filter (where name = 'sizing_hours_min') as hours_min,
        round(max(value) filter (where name = 'idle_cpu_max') * 1000)::bigint as idle_cpu_max,
        round(max(value) filter (where name = 'idle_unused_min') * 1000)::bigint as idle_unused_min,
        round(max(value) filter (where name = 'vcpu_per_gib') * 1000)::bigint as vcpu_per_gib,
        max(value) filter (where name = 'sizing_days')::integer as sizing_days
    from org.change_setting

),

known as (

    select min(usage_date) as first_date, max(usage_date) as last_date
    from usage.pod_day

),

spans as (

    select 'sizing' as span, known.last_date - settings.sizing_days + 1 as from_date, known.last_date + 1 as to_date
    from known
    cross join settings
    where known.last_date is not null
    union all
    select 'month', month::date, (month + interval '1 month')::date
    from known
    cross join lateral generate_series(date_trunc('month', known.first_date::timestamp), known.last_date::timestamp, interval '1 month') as month

),

sums as (

    select spans.span, spans.from_date, spans.to_date, parts.*
    from spans
    cross join settings
    cross join lateral (
        -- Pods of no known controller have nothing in common that a request could hold; nor is anything suggested of a few hours.
        select
            days.*,
            case
                when days.workload is not null and days.pod_hours >= settings.hours_min then (
                    select hour_used / 3600000000.0
                    from unnest(days.cpu_hours) as hours (hour_used)
                    order by hour_used
                    offset greatest(ceil(days.pod_day_count * settings.cpu_percentile)::integer - 1, 0)
                    limit 1
                )
            end as cpu_percentile
        from (
            select
                pods.cluster, pods.namespace, workloads.workload, min(pods.usage_date) as first_date, max(pods.usage_date) as last_date,
                count(*) filter (where pods.usage_date = newest.usage_date) as pod_count, sum(pods.hour_count)::numeric as pod_hours,
                sum(pods.cpu_requested_core_microseconds) / 3600000000 as cpu_requested,
                sum(pods.cpu_used_core_microseconds) / 3600000000 as cpu_used,
                sum(pods.cpu_held_core_microseconds) / 3600000000 as cpu_held,
                sum(pods.memory_requested_byte_seconds) / 3865470566400 as memory_requested,
                sum(pods.memory_used_byte_seconds) / 3865470566400 as memory_used,
                sum(pods.memory_held_byte_seconds) / 3865470566400 as memory_held,
                array_agg(pods.cpu_used_hour_p95) as cpu_hours, max(pods.memory_used_hour_max) / 3865470566400.0 as memory_greatest,
                count(*) as pod_day_count,
                count(*) filter (
                    where pods.cpu_used_core_microseconds / 1000 * 1000 < settings.idle_cpu_max * (pods.cpu_requested_core_microseconds / 1000)
                        and settings.vcpu_per_gib * greatest(0, pods.cpu_requested_core_microseconds - pods.cpu_used_core_microseconds) / 1000000
                            + greatest(0, pods.memory_requested_byte_seconds - pods.memory_used_byte_seconds) / 1073741824 * 1000
                        > (
                            settings.vcpu_per_gib * pods.cpu_requested_core_microseconds / 1000000
                            + pods.memory_requested_byte_seconds / 1073741824 * 1000
                        ) / 1000 * settings.idle_unused_min
                ) as idle_pod_day_count,
                sum(pods.memory_used_byte_seconds) filter (where pods.usage_date = spans.from_date)
                    / nullif(sum(pods.hour_count) filter (where pods.usage_date = spans.from_date), 0) as memory_at_first,
                sum(pods.memory_used_byte_seconds) filter (where pods.usage_date = newest.usage_date)
                    / nullif(sum(pods.hour_count) filter (where pods.usage_date = newest.usage_date), 0) as memory_at_last
            from usage.pod_day as pods
            cross join (select max(usage_date) as usage_date from usage.pod_day where usage_date >= spans.from_date and usage_date < spans.to_date) as newest
            left join usage.pod_workload as workloads on workloads.cluster = pods.cluster and workloads.pod_key = pods.pod_key
            where pods.usage_date >= spans.from_date and pods.usage_date < spans.to_date and pods.hour_count > 0
            group by pods.cluster, pods.namespace, workloads.workload
        ) as days
        -- Keeps the percentile from being worked out once for each that reads it.
        offset 0
    ) as parts

),

sizes as (

    select
        sums.*,
        case when sums.cpu_percentile is not null then greatest(settings.cpu_floor, sums.cpu_percentile * settings.cpu_factor) end as cpu_suggested,
        case when sums.cpu_percentile is not null then greatest(settings.memory_floor, sums.memory_greatest * settings.memory_factor) end as memory_suggested
    from sums
    cross join settings

),

final as (

    select
        span, from_date, to_date, cluster, namespace, workload, first_date, last_date, pod_count, pod_hours, cpu_requested, cpu_used,
        memory_requested, memory_used, cpu_percentile, memory_greatest, cpu_suggested, memory_suggested,
        -- Of a reservation smaller than the use, the use is what costs.
        greatest(0, cpu_held - cpu_suggested * pod_hours) / nullif(cpu_held, 0) as cpu_freed_share,
        greatest(0, memory_held - memory_suggested * pod_hours) / nullif(memory_held, 0) as memory_freed_share,
        pod_day_count, idle_pod_day_count, memory_at_last / nullif(memory_at_first, 0) - 1 as memory_growth
    from sizes

)

select * from final;

comment on view usage.workload_use is 'One row per span of days, cluster, namespace and workload.';
comment on column usage.workload_use.span is 'sizing (the days that sizing looks at) or month.';
comment on column usage.workload_use.from_date is 'First day of the span.';
comment on column usage.workload_use.to_date is 'First day no longer of it.';
comment on column usage.workload_use.cluster is 'The cluster.';
comment on column usage.workload_use.namespace is 'The namespace.';
comment on column usage.workload_use.workload is 'The controller; null for pods of no known one.';
comment on column usage.workload_use.first_date is 'First day on which it ran.';
comment on column usage.workload_use.last_date is 'Last day on which it ran.';
comment on column usage.workload_use.pod_count is 'Pods on the newest day.';
comment on column usage.workload_use.pod_hours is 'Hours of its pods.';
comment on column usage.workload_use.cpu_requested is 'Core hours requested.';
comment on column usage.workload_use.cpu_used is 'Core hours used.';
comment on column usage.workload_use.memory_requested is 'GiB hours requested.';
comment on column usage.workload_use.memory_used is 'GiB hours used.';
comment on column usage.workload_use.cpu_percentile is 'Cores of a pod: of its days the hour that 95 % of their hours do not exceed, of pods and days the percentile.';
comment on column usage.workload_use.memory_greatest is 'GiB of a pod in the hour that used most.';
comment on column usage.workload_use.cpu_suggested is 'Cores that would do; null without a controller or enough hours.';
comment on column usage.workload_use.memory_suggested is 'GiB that would do.';
comment on column usage.workload_use.cpu_freed_share is 'The share of the CPU held that this would free.';
comment on column usage.workload_use.memory_freed_share is 'The share of the memory held that this would free.';
comment on column usage.workload_use.pod_day_count is 'Days of pods.';
comment on column usage.workload_use.idle_pod_day_count is 'Days of pods that used little and left most unused.';
comment on column usage.workload_use.memory_growth is 'Memory of a pod on the newest day against the span''s first, less 1.';
