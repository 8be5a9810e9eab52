-- Pods by hour and node for the days [$1, $2).
insert into usage.pod_hour_new (
    cluster, node, resource_key, namespace, pod, pod_key, usage_date, hour,
    cpu_requested_core_microseconds, cpu_used_core_microseconds,
    memory_requested_byte_seconds, memory_used_byte_seconds,
    gpu_requested_device_microseconds, gpu_used_device_microseconds, network_received_bytes, network_transmitted_bytes,
    sidecar_cpu_requested_core_microseconds, sidecar_cpu_used_core_microseconds,
    sidecar_memory_requested_byte_seconds, sidecar_memory_used_byte_seconds
)
with

-- Pods that all exports name in full have a row per node; their hours need not be found and added up. In the order of the
-- key, by which they are sorted afterwards.
pods as (

    select
        cluster, namespace, min(pod) as pod, uid as pod_key, node, usage_date,
        usage.hours_sum(cpu_requested) as cpu_requested, usage.hours_sum(cpu_used) as cpu_used,
        usage.hours_sum(memory_requested) as memory_requested, usage.hours_sum(memory_used) as memory_used,
        usage.hours_sum(gpu_requested) as gpu_requested, usage.hours_sum(gpu_used) as gpu_used,
        usage.hours_sum(received) as received, usage.hours_sum(transmitted) as transmitted,
        usage.hours_sum(sidecar_cpu_requested) as sidecar_cpu_requested, usage.hours_sum(sidecar_cpu_used) as sidecar_cpu_used,
        usage.hours_sum(sidecar_memory_requested) as sidecar_memory_requested, usage.hours_sum(sidecar_memory_used) as sidecar_memory_used
    from day_pod
    where not exists (
        select 1
        from day_pod as other
        where (other.uid = '' or other.node = '')
            and other.cluster = day_pod.cluster and other.namespace = day_pod.namespace and other.pod = day_pod.pod
    )
    group by cluster, namespace, uid, node, usage_date
    order by cluster, node, uid

),

hours as (

    select * from day_pod_hour
    union all
    select
        cluster, namespace, pod, pod_key, node, usage_date, (number - 1)::smallint,
        coalesce(cpu_requested[number], 0), coalesce(cpu_used[number], 0),
        coalesce(memory_requested[number], 0), coalesce(memory_used[number], 0),
        coalesce(gpu_requested[number], 0), coalesce(gpu_used[number], 0),
        coalesce(received[number], 0), coalesce(transmitted[number], 0),
        coalesce(sidecar_cpu_requested[number], 0), coalesce(sidecar_cpu_used[number], 0),
        coalesce(sidecar_memory_requested[number], 0), coalesce(sidecar_memory_used[number], 0)
    from pods
    cross join lateral (
        select number
        from generate_series(1, 24) as number
        where coalesce(
                cpu_requested[number], cpu_used[number], memory_requested[number], memory_used[number],
                gpu_requested[number], gpu_used[number], received[number], transmitted[number]
            ) is not null
        order by number
    ) as hour

),

nodes as (

    select
        cluster, node, usage_date, usage.hour_array(array_agg(hour::integer), array_agg(resource_key)) as resource_keys
    from usage.node_hour
    where usage_date >= $1::date and usage_date < $2::date
    group by cluster, node, usage_date

),

-- A pod on its node's network reports the traffic of all of the node, which is nobody's own: it counts for nothing.
host_network as (

    select distinct cluster, coalesce(nullif(uid, ''), namespace || '/' || pod) as pod_key
    from usage.presence
    where signal = 'pod_info' and labels ->> 'host_network' = 'true'
        and from_at < ($2::date)::timestamp at time zone 'UTC' and to_at > ($1::date)::timestamp at time zone 'UTC'

),

final as (

    select
        hours.cluster, hours.node, coalesce(nodes.resource_keys[hours.hour + 1], 'node:' || hours.node) as resource_key,
        hours.namespace, hours.pod, hours.pod_key, hours.usage_date, hours.hour,
        hours.cpu_requested, hours.cpu_used, hours.memory_requested, hours.memory_used,
        hours.gpu_requested, hours.gpu_used,
        case when host_network.pod_key is null then hours.received else 0 end as received,
        case when host_network.pod_key is null then hours.transmitted else 0 end as transmitted,
        hours.sidecar_cpu_requested, hours.sidecar_cpu_used, hours.sidecar_memory_requested, hours.sidecar_memory_used
    from hours
    left join nodes using (cluster, node, usage_date)
    left join host_network on host_network.cluster = hours.cluster and host_network.pod_key = hours.pod_key

)

select * from final
