-- The pods of the day [$1, $2), with what they asked for and used. Grouped without the day, of which there is one, they are so few
-- groups to the planner that it sorts nothing.
insert into usage.pod_day (
    usage_date, cluster, pod_key, namespace, pod, hour_count, cpu_requested_core_microseconds, cpu_used_core_microseconds,
    cpu_held_core_microseconds, cpu_used_hour_p95, memory_requested_byte_seconds, memory_used_byte_seconds,
    memory_held_byte_seconds, memory_used_hour_max, sidecar_cpu_held_core_microseconds, sidecar_memory_held_byte_seconds
)
select
    $1::date, sums.cluster, sums.pod_key, sums.namespace, sums.pod, sums.hour_count, sums.cpu_requested, sums.cpu_used,
    sums.cpu_held,
    -- As percentile_disc does, which would sort all hours of all pods.
    (
        select hour_used
        from unnest(sums.cpu_used_hours) as hours (hour_used)
        order by hour_used desc
        offset sums.hour_count - ceil(sums.hour_count * 0.95)::integer
        limit 1
    ),
    sums.memory_requested, sums.memory_used, sums.memory_held, sums.memory_used_hour_max, sums.sidecar_cpu_held,
    sums.sidecar_memory_held
from (
    select
        cluster, pod_key, min(namespace) as namespace, min(pod) as pod, count(*)::integer as hour_count,
        usage.whole_sum(cpu_requested_core_microseconds) as cpu_requested,
        usage.whole_sum(cpu_used_core_microseconds) as cpu_used,
        usage.whole_sum(greatest(cpu_requested_core_microseconds, cpu_used_core_microseconds)) as cpu_held,
        array_agg(cpu_used_core_microseconds) as cpu_used_hours,
        usage.whole_sum(memory_requested_byte_seconds) as memory_requested,
        usage.whole_sum(memory_used_byte_seconds) as memory_used,
        usage.whole_sum(greatest(memory_requested_byte_seconds, memory_used_byte_seconds)) as memory_held,
        max(memory_used_byte_seconds) as memory_used_hour_max,
        usage.whole_sum(greatest(sidecar_cpu_requested_core_microseconds, sidecar_cpu_used_core_microseconds)) as sidecar_cpu_held,
        usage.whole_sum(greatest(sidecar_memory_requested_byte_seconds, sidecar_memory_used_byte_seconds)) as sidecar_memory_held
    from usage.pod_hour
    where usage_date = $1::date and usage_date < $2::date
    group by cluster, pod_key
) as sums
