-- The hours of pods of which some export lacks uid or node: it gets them from those that have, and where a name had several
-- lives in the hour, they have its usage by their time.
insert into day_pod_hour
with

names as (

    select distinct cluster, namespace, pod
    from day_pod
    where uid = '' or node = ''

),

quantities as materialized (

    select
        day_pod.cluster, day_pod.namespace, day_pod.pod, day_pod.uid, day_pod.node, day_pod.usage_date,
        (number - 1)::smallint as hour,
        cpu_requested[number] as cpu_requested, cpu_used[number] as cpu_used,
        memory_requested[number] as memory_requested, memory_used[number] as memory_used,
        gpu_requested[number] as gpu_requested, gpu_used[number] as gpu_used,
        received[number] as received, transmitted[number] as transmitted,
        sidecar_cpu_requested[number] as sidecar_cpu_requested, sidecar_cpu_used[number] as sidecar_cpu_used,
        sidecar_memory_requested[number] as sidecar_memory_requested, sidecar_memory_used[number] as sidecar_memory_used
    from day_pod
    inner join names using (cluster, namespace, pod)
    cross join generate_series(1, 24) as number
    where coalesce(
            cpu_requested[number], cpu_used[number], memory_requested[number], memory_used[number],
            gpu_requested[number], gpu_used[number], received[number], transmitted[number]
        ) is not null

),

-- What other exports say of the same name and hour.
others as (

    select cluster, namespace, pod, usage_date, hour, max(uid) as other_uid, max(node) as other_node
    from quantities
    group by cluster, namespace, pod, usage_date, hour
    having min(uid) = '' or min(node) = ''

),

-- The lives that a name without uid or node had in the hour, each with the seconds in which it was seen.
lives as (

    select
        incomplete.cluster, incomplete.namespace, incomplete.pod, incomplete.uid, incomplete.node, incomplete.usage_date,
        incomplete.hour, life.uid as known_uid, life.node as known_node, life.seconds,
        rank() over (
            partition by
                incomplete.cluster, incomplete.namespace, incomplete.pod, incomplete.uid, incomplete.node,
                incomplete.usage_date, incomplete.hour
            order by incomplete.node <> '' and life.node = incomplete.node desc, life.uid <> '' desc
        ) as fitness
    from (
        select distinct
            cluster, namespace, pod, uid, node, usage_date, hour,
            (usage_date::timestamp + make_interval(hours => hour)) at time zone 'UTC' as started_at
        from quantities
        where uid = '' or node = ''
    ) as incomplete
    cross join lateral (
        select
            presence.uid,
            max(presence.node) as node,
            extract(
                epoch from least(max(presence.to_at), incomplete.started_at + interval '1 hour')
                - greatest(min(presence.from_at), incomplete.started_at)
            ) as seconds
        from usage.presence as presence
        where presence.cluster = incomplete.cluster and presence.namespace = incomplete.namespace
            and presence.pod = incomplete.pod and (incomplete.uid = '' or presence.uid in ('', incomplete.uid))
            and presence.from_at < incomplete.started_at + interval '1 hour' and presence.to_at > incomplete.started_at
        group by presence.uid
    ) as life

),

-- On the row's node where a life was there, and with a uid where one is known; several have the row by their time.
identities as (

    select
        cluster, namespace, pod, uid, node, usage_date, hour, known_uid,
        coalesce(nullif(known_node, ''), max(known_node) over names) as known_node,
        seconds / sum(seconds) over names as share
    from lives
    where fitness = 1
    window names as (partition by cluster, namespace, pod, uid, node, usage_date, hour)

),

-- Few rows lack anything; those that have several lives are divided among them, to the nearest unit of usage.
complete as (

    select
        cluster, namespace, pod, uid as pod_key, node, usage_date, hour,
        cpu_requested, cpu_used, memory_requested, memory_used, gpu_requested, gpu_used, received, transmitted,
        sidecar_cpu_requested, sidecar_cpu_used, sidecar_memory_requested, sidecar_memory_used
    from quantities
    where uid <> '' and node <> ''
    union all
    select
        quantities.cluster, quantities.namespace, quantities.pod,
        coalesce(
            nullif(quantities.uid, ''), nullif(identities.known_uid, ''), nullif(others.other_uid, ''),
            quantities.namespace || '/' || quantities.pod
        ),
        coalesce(nullif(quantities.node, ''), nullif(identities.known_node, ''), nullif(others.other_node, ''), ''),
        quantities.usage_date, quantities.hour,
        round(quantities.cpu_requested * coalesce(identities.share, 1))::bigint, round(quantities.cpu_used * coalesce(identities.share, 1))::bigint,
        round(quantities.memory_requested * coalesce(identities.share, 1))::bigint, round(quantities.memory_used * coalesce(identities.share, 1))::bigint,
        round(quantities.gpu_requested * coalesce(identities.share, 1))::bigint, round(quantities.gpu_used * coalesce(identities.share, 1))::bigint,
        round(quantities.received * coalesce(identities.share, 1))::bigint, round(quantities.transmitted * coalesce(identities.share, 1))::bigint,
        round(quantities.sidecar_cpu_requested * coalesce(identities.share, 1))::bigint, round(quantities.sidecar_cpu_used * coalesce(identities.share, 1))::bigint,
        round(quantities.sidecar_memory_requested * coalesce(identities.share, 1))::bigint, round(quantities.sidecar_memory_used * coalesce(identities.share, 1))::bigint
    from quantities
    left join identities using (cluster, namespace, pod, uid, node, usage_date, hour)
    left join others using (cluster, namespace, pod, usage_date, hour)
    where quantities.uid = '' or quantities.node = ''

),

final as (

    select
        cluster, namespace, min(pod) as pod, pod_key, node, usage_date, hour,
        coalesce(usage.whole_sum(cpu_requested), 0) as cpu_requested, coalesce(usage.whole_sum(cpu_used), 0) as cpu_used,
        coalesce(usage.whole_sum(memory_requested), 0) as memory_requested, coalesce(usage.whole_sum(memory_used), 0) as memory_used,
        coalesce(usage.whole_sum(gpu_requested), 0) as gpu_requested, coalesce(usage.whole_sum(gpu_used), 0) as gpu_used,
        coalesce(usage.whole_sum(received), 0) as received, coalesce(usage.whole_sum(transmitted), 0) as transmitted,
        coalesce(usage.whole_sum(sidecar_cpu_requested), 0) as sidecar_cpu_requested, coalesce(usage.whole_sum(sidecar_cpu_used), 0) as sidecar_cpu_used,
        coalesce(usage.whole_sum(sidecar_memory_requested), 0) as sidecar_memory_requested, coalesce(usage.whole_sum(sidecar_memory_used), 0) as sidecar_memory_used
    from complete
    group by cluster, namespace, pod_key, node, usage_date, hour

)

select * from final
