-- What pods asked for and used by day, beside their names: what whole months of use are read from. Hours are many times as many.
alter table usage.pod_day
    add column hour_count integer not null default 0,
    add column cpu_requested_core_microseconds bigint not null default 0,
    add column cpu_used_core_microseconds bigint not null default 0,
    add column cpu_held_core_microseconds bigint not null default 0,
    add column cpu_used_hour_p95 bigint not null default 0,
    add column memory_requested_byte_seconds bigint not null default 0,
    add column memory_used_byte_seconds bigint not null default 0,
    add column memory_held_byte_seconds bigint not null default 0,
    add column memory_used_hour_max bigint not null default 0,
    add column sidecar_cpu_held_core_microseconds bigint not null default 0,
    add column sidecar_memory_held_byte_seconds bigint not null default 0;

comment on column usage.pod_day.hour_count is 'Hours in which it was seen, on however many nodes.';
comment on column usage.pod_day.cpu_requested_core_microseconds is 'CPU that it requested.';
comment on column usage.pod_day.cpu_used_core_microseconds is 'CPU that it used.';
comment on column usage.pod_day.cpu_held_core_microseconds is 'Hour by hour the larger of both: what it pays for.';
comment on column usage.pod_day.cpu_used_hour_p95 is 'CPU used in the hour that 95 % of its hours do not exceed.';
comment on column usage.pod_day.memory_requested_byte_seconds is 'Memory that it requested.';
comment on column usage.pod_day.memory_used_byte_seconds is 'Memory that it used.';
comment on column usage.pod_day.memory_held_byte_seconds is 'Hour by hour the larger of both.';
comment on column usage.pod_day.memory_used_hour_max is 'Memory used in the hour that used most.';
comment on column usage.pod_day.sidecar_cpu_held_core_microseconds is 'What of the CPU held is its sidecars''.';
comment on column usage.pod_day.sidecar_memory_held_byte_seconds is 'What of the memory held is its sidecars''.';

-- What is derived already.
insert into usage.pod_day (
    usage_date, cluster, pod_key, namespace, pod, hour_count, cpu_requested_core_microseconds, cpu_used_core_microseconds,
    cpu_held_core_microseconds, cpu_used_hour_p95, memory_requested_byte_seconds, memory_used_byte_seconds,
    memory_held_byte_seconds, memory_used_hour_max, sidecar_cpu_held_core_microseconds, sidecar_memory_held_byte_seconds
)
select
    sums.usage_date, sums.cluster, sums.pod_key, sums.namespace, sums.pod, sums.hour_count, sums.cpu_requested, sums.cpu_used,
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
        usage_date, cluster, pod_key, min(namespace) as namespace, min(pod) as pod, count(*)::integer as hour_count,
        sum(cpu_requested_core_microseconds) as cpu_requested,
        sum(cpu_used_core_microseconds) as cpu_used,
        sum(greatest(cpu_requested_core_microseconds, cpu_used_core_microseconds)) as cpu_held,
        array_agg(cpu_used_core_microseconds) as cpu_used_hours,
        sum(memory_requested_byte_seconds) as memory_requested,
        sum(memory_used_byte_seconds) as memory_used,
        sum(greatest(memory_requested_byte_seconds, memory_used_byte_seconds)) as memory_held,
        max(memory_used_byte_seconds) as memory_used_hour_max,
        sum(greatest(sidecar_cpu_requested_core_microseconds, sidecar_cpu_used_core_microseconds)) as sidecar_cpu_held,
        sum(greatest(sidecar_memory_requested_byte_seconds, sidecar_memory_used_byte_seconds)) as sidecar_memory_held
    from usage.pod_hour
    group by usage_date, cluster, pod_key
) as sums
on conflict (usage_date, cluster, pod_key) do update set
    hour_count = excluded.hour_count,
    cpu_requested_core_microseconds = excluded.cpu_requested_core_microseconds,
    cpu_used_core_microseconds = excluded.cpu_used_core_microseconds,
    cpu_held_core_microseconds = excluded.cpu_held_core_microseconds,
    cpu_used_hour_p95 = excluded.cpu_used_hour_p95,
    memory_requested_byte_seconds = excluded.memory_requested_byte_seconds,
    memory_used_byte_seconds = excluded.memory_used_byte_seconds,
    memory_held_byte_seconds = excluded.memory_held_byte_seconds,
    memory_used_hour_max = excluded.memory_used_hour_max,
    sidecar_cpu_held_core_microseconds = excluded.sidecar_cpu_held_core_microseconds,
    sidecar_memory_held_byte_seconds = excluded.sidecar_memory_held_byte_seconds;
