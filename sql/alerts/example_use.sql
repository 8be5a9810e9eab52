-- Has, for a test of rules, pod $3 run in each hour of the days from $1 to before $2 with the cores and GiB of object $5; $4 is an
-- object of dimensions.
with

labels as (

    insert into usage.cost_label (cluster, namespace, pod, pod_key, from_at, to_at, tenant, tier, commit, owner)
    select
        coalesce($4::jsonb ->> 'cluster', 'test'), coalesce($4::jsonb ->> 'namespace', 'test'), $3, $3, '-infinity', 'infinity',
        $4::jsonb ->> 'tenant', $4::jsonb ->> 'tier', $4::jsonb ->> 'commit', $4::jsonb ->> 'owner'
    on conflict do nothing

)

insert into usage.pod_hour (
    cluster, node, resource_key, namespace, pod, pod_key, usage_date, hour, cpu_requested_core_microseconds,
    cpu_used_core_microseconds, memory_requested_byte_seconds, memory_used_byte_seconds
)
select
    coalesce($4::jsonb ->> 'cluster', 'test'), 'test', 'test', coalesce($4::jsonb ->> 'namespace', 'test'), $3, $3, day::date, hour,
    coalesce(($5::jsonb ->> 'cores')::numeric, 0) * 3600000000,
    coalesce(($5::jsonb ->> 'cores_used')::numeric, 0) * 3600000000,
    coalesce(($5::jsonb ->> 'memory_gib')::numeric, 0) * 3865470566400,
    coalesce(($5::jsonb ->> 'memory_gib_used')::numeric, 0) * 3865470566400
from generate_series($1::date::timestamp, ($2::date - 1)::timestamp, interval '1 day') as days (day)
cross join generate_series(0, 23) as hours (hour)
