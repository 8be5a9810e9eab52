-- The same hour by hour, of days at hand that were derived before there were arrays; where there are none of these nothing is read.
copy (
    with

    days as materialized (

        select day.day::date as usage_date
        from work_range
        cross join lateral generate_series(from_date::timestamp, to_date - interval '1 day', interval '1 day') as day (day)
        -- Day by day, so that of each no more than a row is looked at.
        where (
            select count(*)
            from (select 1 from usage.pod_day_hours as arrays where arrays.usage_date = day.day::date limit 1) as any_row
        ) = 0

    )

    select
        resource_key, usage_date, hour, cluster, pod_key, cpu_requested_core_microseconds, cpu_used_core_microseconds,
        memory_requested_byte_seconds, memory_used_byte_seconds
    from usage.pod_hour
    where (select exists (select 1 from days))
        and usage_date >= (select from_date from work_range) and usage_date < (select to_date from work_range)
        and usage_date in (select usage_date from days)
) to stdout (format binary)
