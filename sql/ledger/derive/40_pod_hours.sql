-- Pods by hour and node for the days [$1, $2); exports without uid or node get them from those that have.
insert into usage.pod_hour (
    cluster, node, resource_key, namespace, pod, pod_key, usage_date, hour,
    cpu_requested_core_microseconds, cpu_used_core_microseconds,
    memory_requested_byte_seconds, memory_used_byte_seconds,
    gpu_requested_device_microseconds, gpu_used_device_microseconds, network_received_bytes, network_transmitted_bytes,
    sidecar_cpu_requested_core_microseconds, sidecar_cpu_used_core_microseconds,
    sidecar_memory_requested_byte_seconds, sidecar_memory_used_byte_seconds
)
with

-- A row per pod and hour here already: whatever follows has a quarter of the rows to go through.
quantities as (

    select
        cluster, namespace, pod, uid, node, usage_date, hour,
        sum(quantity) filter (where measure = 'pod_cpu_request') as cpu_requested,
        sum(quantity) filter (where measure = 'pod_cpu_usage') as cpu_used,
        sum(quantity) filter (where measure = 'pod_memory_request') as memory_requested,
        sum(quantity) filter (where measure = 'pod_memory_usage') as memory_used,
        sum(quantity) filter (where measure = 'pod_gpu_request') as gpu_requested,
        sum(quantity) filter (where measure = 'pod_gpu_usage') as gpu_used,
        sum(quantity) filter (where measure = 'pod_network_receive') as received,
        sum(quantity) filter (where measure = 'pod_network_transmit') as transmitted,
        sum(quantity) filter (where measure = 'pod_cpu_request' and is_sidecar) as sidecar_cpu_requested,
        sum(quantity) filter (where measure = 'pod_cpu_usage' and is_sidecar) as sidecar_cpu_used,
        sum(quantity) filter (where measure = 'pod_memory_request' and is_sidecar) as sidecar_memory_requested,
        sum(quantity) filter (where measure = 'pod_memory_usage' and is_sidecar) as sidecar_memory_used
    from (
        select found.*, found.container <> '' and found.container like any (policy.sidecars) as is_sidecar
        from usage.pod_quantities($1::date, $2::date) as found
        cross join org.usage_policy as policy
    ) as quantity
    group by cluster, namespace, pod, uid, node, usage_date, hour

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

complete as (

    select
        quantities.cluster, quantities.namespace, quantities.pod,
        coalesce(
            nullif(quantities.uid, ''), nullif(identities.known_uid, ''), nullif(others.other_uid, ''),
            quantities.namespace || '/' || quantities.pod
        ) as pod_key,
        coalesce(nullif(quantities.node, ''), nullif(identities.known_node, ''), nullif(others.other_node, ''), '') as node,
        quantities.usage_date, quantities.hour, coalesce(identities.share, 1) as share,
        quantities.cpu_requested, quantities.cpu_used, quantities.memory_requested, quantities.memory_used,
        quantities.gpu_requested, quantities.gpu_used, quantities.received, quantities.transmitted,
        quantities.sidecar_cpu_requested, quantities.sidecar_cpu_used,
        quantities.sidecar_memory_requested, quantities.sidecar_memory_used
    from quantities
    left join identities using (cluster, namespace, pod, uid, node, usage_date, hour)
    left join others using (cluster, namespace, pod, usage_date, hour)

),

hours as (

    select
        cluster, namespace, min(pod) as pod, pod_key, node, usage_date, hour,
        coalesce(sum(cpu_requested * share), 0) as cpu_requested, coalesce(sum(cpu_used * share), 0) as cpu_used,
        coalesce(sum(memory_requested * share), 0) as memory_requested,
        coalesce(sum(memory_used * share), 0) as memory_used,
        coalesce(sum(gpu_requested * share), 0) as gpu_requested,
        coalesce(sum(gpu_used * share), 0) as gpu_used,
        coalesce(sum(received * share), 0) as received,
        coalesce(sum(transmitted * share), 0) as transmitted,
        coalesce(sum(sidecar_cpu_requested * share), 0) as sidecar_cpu_requested,
        coalesce(sum(sidecar_cpu_used * share), 0) as sidecar_cpu_used,
        coalesce(sum(sidecar_memory_requested * share), 0) as sidecar_memory_requested,
        coalesce(sum(sidecar_memory_used * share), 0) as sidecar_memory_used
    from complete
    group by cluster, namespace, pod_key, node, usage_date, hour

),

final as (

    select
        hours.cluster, hours.node, coalesce(nodes.resource_key, 'node:' || hours.node) as resource_key,
        hours.namespace, hours.pod, hours.pod_key, hours.usage_date, hours.hour,
        hours.cpu_requested, hours.cpu_used, hours.memory_requested, hours.memory_used,
        hours.gpu_requested, hours.gpu_used, hours.received, hours.transmitted,
        hours.sidecar_cpu_requested, hours.sidecar_cpu_used, hours.sidecar_memory_requested, hours.sidecar_memory_used
    from hours
    left join usage.node_hour as nodes using (cluster, node, usage_date, hour)

)

select * from final
