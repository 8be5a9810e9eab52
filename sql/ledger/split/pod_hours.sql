-- What pods requested and used in each hour of the days at hand, for PodHours.swift, which takes what 70_weights.sql takes of it.
-- Plain columns: an expression a row would take longer than all of them.
copy (
    select
        resource_key, usage_date, hour, cluster, pod_key, cpu_requested_core_microseconds, cpu_used_core_microseconds,
        memory_requested_byte_seconds, memory_used_byte_seconds
    from usage.pod_hour
    where usage_date >= (select from_date from work_range) and usage_date < (select to_date from work_range)
) to stdout (format binary)
