-- What pods requested and used in each hour of the days at hand, for PodHours.swift: a row per pod and machine, its hours in arrays.
copy (
    select
        resource_key, usage_date, cluster, pod_key, hours, cpu_requested_core_microseconds, cpu_used_core_microseconds,
        memory_requested_byte_seconds, memory_used_byte_seconds
    from usage.pod_day_hours
    where usage_date >= (select from_date from work_range) and usage_date < (select to_date from work_range)
) to stdout (format binary)
