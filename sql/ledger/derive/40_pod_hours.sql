-- Pods by hour and node for the days [$1, $2). Exports without uid or node get them from those that have.
insert into usage.pod_hour (
    cluster, node, resource_key, namespace, pod, pod_key, usage_date, hour,
    cpu_requested_core_microseconds, cpu_used_core_microseconds,
    memory_requested_byte_seconds, memory_used_byte_seconds
)
with

-- A row per pod and hour here already: whatever follows has a quarter of the rows to go through.
quantities as (

    select
        cluster, namespace, pod, uid, node, usage_date, hour,
        sum(quantity) filter (where measure = 'pod_cpu_request') as cpu_requested,
        sum(quantity) filter (where measure = 'pod_cpu_usage') as cpu_used,
        sum(quantity) filter (where measure = 'pod_memory_request') as memory_requested,
        sum(quantity) filter (where measure = 'pod_memory_usage') as memory_used
    from usage.quantity_hour
    where measure in ('pod_cpu_request', 'pod_cpu_usage', 'pod_memory_request', 'pod_memory_usage')
        and usage_date >= $1::date and usage_date < $2::date
    group by cluster, namespace, pod, uid, node, usage_date, hour

),

-- What is missing of a pod's identity, looked up once per pod and hour.
identities as (

    select
        incomplete.*,
        (
            select presence.uid
            from usage.presence as presence
            where presence.cluster = incomplete.cluster and presence.namespace = incomplete.namespace
                and presence.pod = incomplete.pod and presence.uid <> ''
                and presence.from_at < incomplete.started_at + interval '1 hour'
                and presence.to_at > incomplete.started_at
            order by presence.from_at desc, presence.uid
            limit 1
        ) as known_uid,
        (
            select presence.node
            from usage.presence as presence
            where presence.cluster = incomplete.cluster and presence.namespace = incomplete.namespace
                and presence.pod = incomplete.pod and presence.node <> ''
                and presence.from_at < incomplete.started_at + interval '1 hour'
                and presence.to_at > incomplete.started_at
            order by presence.from_at desc, presence.node
            limit 1
        ) as known_node
    from (
        select
            cluster, namespace, pod, usage_date, hour,
            (usage_date::timestamp + make_interval(hours => hour)) at time zone 'UTC' as started_at,
            max(uid) as other_uid,
            max(node) as other_node
        from quantities
        group by cluster, namespace, pod, usage_date, hour
        having min(uid) = '' or min(node) = ''
    ) as incomplete

),

complete as (

    select
        quantities.cluster,
        quantities.namespace,
        quantities.pod,
        coalesce(nullif(quantities.uid, ''), identities.known_uid, nullif(identities.other_uid, ''), quantities.namespace || '/' || quantities.pod) as pod_key,
        coalesce(nullif(quantities.node, ''), nullif(identities.other_node, ''), identities.known_node, '') as node,
        quantities.usage_date,
        quantities.hour,
        quantities.cpu_requested,
        quantities.cpu_used,
        quantities.memory_requested,
        quantities.memory_used
    from quantities
    left join identities using (cluster, namespace, pod, usage_date, hour)

),

hours as (

    select
        cluster, namespace, min(pod) as pod, pod_key, node, usage_date, hour,
        coalesce(sum(cpu_requested), 0) as cpu_requested,
        coalesce(sum(cpu_used), 0) as cpu_used,
        coalesce(sum(memory_requested), 0) as memory_requested,
        coalesce(sum(memory_used), 0) as memory_used
    from complete
    group by cluster, namespace, pod_key, node, usage_date, hour

),

final as (

    select
        hours.cluster,
        hours.node,
        coalesce(nodes.resource_key, 'node:' || hours.node) as resource_key,
        hours.namespace,
        hours.pod,
        hours.pod_key,
        hours.usage_date,
        hours.hour,
        hours.cpu_requested,
        hours.cpu_used,
        hours.memory_requested,
        hours.memory_used
    from hours
    left join usage.node_hour as nodes using (cluster, node, usage_date, hour)

)

select * from final
