-- What the workloads of some days asked for and used, and which requests would do: the one place where sizes are worked out. Of
-- a pod's day the hour counts that 95 % of its hours do not exceed, of pods and days the percentile of org.change_setting.
create function usage.workload_use(from_date date, to_date date)
returns table (
    cluster text, namespace text, workload text, first_date date, last_date date, pod_count bigint, pod_hours numeric,
    cpu_requested numeric, cpu_used numeric, cpu_held numeric, memory_requested numeric, memory_used numeric, memory_held numeric,
    cpu_percentile numeric, memory_greatest numeric, cpu_suggested numeric, memory_suggested numeric,
    cpu_freed_share numeric, memory_freed_share numeric, pod_day_count bigint, idle_pod_day_count bigint, memory_growth numeric
)
language sql stable parallel safe as
$$
    with

    -- Thresholds of a pod's day are compared as whole thousandths: there are millions of days.
    settings as materialized (

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
            (
                select max(days.usage_date) from usage.pod_day as days
                where days.usage_date >= workload_use.from_date and days.usage_date < workload_use.to_date
            ) as newest_date
        from org.change_setting

    ),

    sums as (

        select
            pods.cluster, pods.namespace, workloads.workload, min(pods.usage_date) as first_date, max(pods.usage_date) as last_date,
            count(*) filter (where pods.usage_date = settings.newest_date) as pod_count, sum(pods.hour_count)::numeric as pod_hours,
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
            sum(pods.memory_used_byte_seconds) filter (where pods.usage_date = workload_use.from_date)
                / nullif(sum(pods.hour_count) filter (where pods.usage_date = workload_use.from_date), 0) as memory_at_first,
            sum(pods.memory_used_byte_seconds) filter (where pods.usage_date = settings.newest_date)
                / nullif(sum(pods.hour_count) filter (where pods.usage_date = settings.newest_date), 0) as memory_at_last
        from usage.pod_day as pods
        cross join settings
        left join usage.pod_workload as workloads on workloads.cluster = pods.cluster and workloads.pod_key = pods.pod_key
        where pods.usage_date >= workload_use.from_date and pods.usage_date < workload_use.to_date and pods.hour_count > 0
        group by pods.cluster, pods.namespace, workloads.workload

    ),

    -- Pods of no known controller have nothing in common that a request could hold; nor is anything suggested of a few hours.
    percentiles as materialized (

        select
            sums.*,
            case
                when sums.workload is not null and sums.pod_hours >= settings.hours_min then (
                    select hour_used / 3600000000.0
                    from unnest(sums.cpu_hours) as hours (hour_used)
                    order by hour_used
                    offset greatest(ceil(sums.pod_day_count * settings.cpu_percentile)::integer - 1, 0)
                    limit 1
                )
            end as cpu_percentile
        from sums
        cross join settings

    ),

    sizes as (

        select
            percentiles.*,
            case
                when percentiles.cpu_percentile is not null then greatest(settings.cpu_floor, percentiles.cpu_percentile * settings.cpu_factor)
            end as cpu_suggested,
            case
                when percentiles.cpu_percentile is not null
                    then greatest(settings.memory_floor, percentiles.memory_greatest * settings.memory_factor)
            end as memory_suggested
        from percentiles
        cross join settings

    )

    select
        sizes.cluster, sizes.namespace, sizes.workload, sizes.first_date, sizes.last_date, sizes.pod_count, sizes.pod_hours,
        sizes.cpu_requested, sizes.cpu_used, sizes.cpu_held, sizes.memory_requested, sizes.memory_used, sizes.memory_held,
        sizes.cpu_percentile, sizes.memory_greatest, sizes.cpu_suggested, sizes.memory_suggested,
        -- Of a reservation smaller than the use, the use is what costs.
        case when sizes.cpu_suggested is not null
            then greatest(0, sizes.cpu_held - sizes.cpu_suggested * sizes.pod_hours) / nullif(sizes.cpu_held, 0) end,
        case when sizes.memory_suggested is not null
            then greatest(0, sizes.memory_held - sizes.memory_suggested * sizes.pod_hours) / nullif(sizes.memory_held, 0) end,
        sizes.pod_day_count, sizes.idle_pod_day_count, sizes.memory_at_last / nullif(sizes.memory_at_first, 0) - 1
    from sizes
$$;

comment on function usage.workload_use(date, date) is
    'One row per cluster, namespace and workload (null: pods of no known controller) of the days from the first to before the second: core hours, GiB hours, cores and GiB of one pod that would do, and which share of what is held they would free.';
