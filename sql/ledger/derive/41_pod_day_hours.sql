-- What pods count by on the day [$1, $2), a row per pod and machine with its hours in arrays: as exports have them where a node was
-- one machine all day and they name its pods in full; else put together of the pod hours.
insert into usage.pod_day_hours_new (
    usage_date, resource_key, cluster, pod_key, hours,
    cpu_requested_core_microseconds, cpu_used_core_microseconds, memory_requested_byte_seconds, memory_used_byte_seconds
)
with

machines as materialized (

    select cluster, node, min(resource_key) as resource_key
    from usage.node_hour
    where usage_date >= $1::date and usage_date < $2::date
    group by cluster, node
    having count(*) = 24 and min(resource_key) = max(resource_key)

),

incomplete as materialized (

    select distinct cluster, namespace, pod from day_pod where uid = '' or node = ''

),

whole as (

    select
        machines.resource_key, pods.cluster, pods.uid as pod_key, null::smallint[] as hours,
        usage.hours_sum(pods.cpu_requested) as cpu_requested, usage.hours_sum(pods.cpu_used) as cpu_used,
        usage.hours_sum(pods.memory_requested) as memory_requested, usage.hours_sum(pods.memory_used) as memory_used
    from day_pod as pods
    inner join machines on machines.cluster = pods.cluster and machines.node = pods.node
    where not exists (
        select 1
        from incomplete
        where incomplete.cluster = pods.cluster and incomplete.namespace = pods.namespace and incomplete.pod = pods.pod
    )
    group by machines.resource_key, pods.cluster, pods.namespace, pods.uid, pods.node

),

others as (

    select
        hours.resource_key, hours.cluster, hours.pod_key, array_agg(hours.hour) as hours,
        array_agg(hours.cpu_requested_core_microseconds) as cpu_requested,
        array_agg(hours.cpu_used_core_microseconds) as cpu_used,
        array_agg(hours.memory_requested_byte_seconds) as memory_requested,
        array_agg(hours.memory_used_byte_seconds) as memory_used
    from usage.pod_hour_new as hours
    -- Where there are none of them the pod hours are not gone through.
    where (
            select exists (
                select 1 from day_pod where uid = '' or (cluster, node) not in (select cluster, node from machines)
            )
        )
        and (
            (hours.cluster, hours.node) not in (select cluster, node from machines)
            or (hours.cluster, hours.namespace, hours.pod) in (select cluster, namespace, pod from incomplete)
        )
    group by hours.resource_key, hours.cluster, hours.namespace, hours.pod_key, hours.node

),

final as (

    select * from whole
    union all
    select * from others

)

select $1::date, final.* from final
