-- What each pod counts on a machine between two moments: by the month's policy, divided by time where labels change.
create function report.explain_counts(
    month date, resource text, from_at timestamptz, to_at timestamptz, is_volume boolean default false
)
returns table (
    cluster text, namespace text, pod text, pod_key text, tenant text, tier text, commit text, owner text,
    cpu_requested numeric, cpu_used numeric, cpu numeric, memory_requested numeric, memory_used numeric, memory numeric,
    gpu_requested numeric, gpu_used numeric, gpu numeric, bytes numeric, microseconds numeric
)
language sql stable as
$$
    with

    policy as materialized (

        select
            cost.rules_of($1) -> 'policy' ->> 'split' as split,
            cost.rules_of($1) -> 'distribution' @> '[{"pot": "sidecar"}]' as has_sidecars

    ),

    hours as (

        select
            pods.cluster, pods.namespace, pods.pod, pods.pod_key,
            (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' as hour_at,
            pods.cpu_requested_core_microseconds as cpu_requested, pods.cpu_used_core_microseconds as cpu_used,
            cost.counted(policy.split, pods.cpu_requested_core_microseconds, pods.cpu_used_core_microseconds) as cpu,
            pods.memory_requested_byte_seconds as memory_requested, pods.memory_used_byte_seconds as memory_used,
            cost.counted(policy.split, pods.memory_requested_byte_seconds, pods.memory_used_byte_seconds) as memory,
            pods.gpu_requested_device_microseconds as gpu_requested, pods.gpu_used_device_microseconds as gpu_used,
            cost.counted(policy.split, pods.gpu_requested_device_microseconds, pods.gpu_used_device_microseconds) as gpu,
            case when not coalesce(described.is_host_network, false)
                then pods.network_received_bytes + pods.network_transmitted_bytes else 0 end::numeric as bytes,
            case when policy.has_sidecars then cost.counted(
                policy.split, pods.sidecar_cpu_requested_core_microseconds, pods.sidecar_cpu_used_core_microseconds
            ) else 0 end as sidecar_cpu,
            case when policy.has_sidecars then cost.counted(
                policy.split, pods.sidecar_memory_requested_byte_seconds, pods.sidecar_memory_used_byte_seconds
            ) else 0 end as sidecar_memory
        from usage.pod_hour as pods
        left join usage.pod as described on described.cluster = pods.cluster and described.pod_key = pods.pod_key
        cross join policy
        where not $5 and pods.resource_key = $2
            and (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' > $3 - interval '1 hour'
            and (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' < $4

    ),

    -- Each hour with the labels that hold in it; where none does, the nearest before it, else after it. Of how much before
    -- and up to each there is of the hour's whole, the difference is its part.
    spells as (

        select
            hours.*, label.tenant, label.tier, label.commit, label.owner,
            label.upto, label.before, label.whole
        from hours
        cross join lateral usage.label_shares(hours.cluster, hours.pod_key, hours.hour_at, hours.hour_at + interval '1 hour') as label

    ),

    sums as (

        select
            cluster, min(namespace) as namespace, min(pod) as pod, pod_key, tenant, tier, commit, owner,
            sum(cpu_requested)::numeric as cpu_requested, sum(cpu_used)::numeric as cpu_used,
            sum(div(cpu * upto, whole) - div(cpu * before, whole)) as cpu,
            sum(memory_requested)::numeric as memory_requested, sum(memory_used)::numeric as memory_used,
            sum(div(memory * upto, whole) - div(memory * before, whole)) as memory,
            sum(gpu_requested)::numeric as gpu_requested, sum(gpu_used)::numeric as gpu_used,
            sum(div(gpu * upto, whole) - div(gpu * before, whole)) as gpu,
            sum(div(bytes * upto, whole) - div(bytes * before, whole)) as bytes,
            sum(div(3600000000 * upto, whole) - div(3600000000 * before, whole)) as microseconds,
            sum(div(sidecar_cpu * upto, whole) - div(sidecar_cpu * before, whole)) as sidecar_cpu,
            sum(div(sidecar_memory * upto, whole) - div(sidecar_memory * before, whole)) as sidecar_memory
        from spells
        group by cluster, pod_key, tenant, tier, commit, owner

    )

    select
        cluster, namespace, pod, pod_key, tenant, tier, commit, owner, cpu_requested, cpu_used, cpu - least(sidecar_cpu, cpu),
        memory_requested, memory_used, memory - least(sidecar_memory, memory), gpu_requested, gpu_used, gpu, bytes, microseconds
    from sums
    union all
    -- What sidecars count together, where a rule shares it out.
    select
        null, 'sidecars', null, null, null, null, null, null, null, null, sum(least(sidecar_cpu, cpu)), null, null,
        sum(least(sidecar_memory, memory)), null, null, 0, 0, 0
    from sums
    having sum(sidecar_cpu + sidecar_memory) > 0
    union all
    select
        mount.cluster, mount.namespace, mount.pod, mount.pod_key, mount.tenant, mount.tier, mount.commit, mount.owner,
        null, null, mount.microseconds, null, null, 0, null, null, 0, 0, 0
    from report.explain_mounts($2, $3, $4) as mount
    where $5
    union all
    select
        place.cluster, place.namespace, place.pod, place.pod_key, place.tenant, place.tier, place.commit, place.owner,
        null, null, place.weight, null, null, 0, null, null, 0, 0, 0
    from report.explain_places($1, $2, $3, $4) as place
    where not $5
$$;

comment on function report.explain_counts(date, text, timestamptz, timestamptz, boolean) is
    'What each pod counts on a machine between two moments, in core microseconds and byte seconds: requested and used as measured, cpu and memory as the month''s policy counts them. Of a volume, cpu is how many microseconds it was mounted; of what serves a cluster, how much each counts.';
