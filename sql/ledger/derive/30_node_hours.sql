-- Nodes by hour for the days [$1, $2): capacity from the quantities, the machine from kube_node_info.
insert into usage.node_hour
    (cluster, node, resource_key, usage_date, hour, cpu_capacity_core_microseconds, memory_capacity_byte_seconds)
with

capacities as (

    select
        cluster,
        node,
        usage_date,
        hour,
        max(cpu) as cpu_capacity_core_microseconds,
        max(memory) as memory_capacity_byte_seconds
    from (
        select
            cluster, node, usage_date, hour,
            sum(quantity) filter (where measure = 'node_cpu_capacity') as cpu,
            sum(quantity) filter (where measure = 'node_memory_capacity') as memory
        from usage.quantity_hour
        where measure in ('node_cpu_capacity', 'node_memory_capacity')
            and usage_date >= $1::date and usage_date < $2::date
        group by cluster, node, usage_date, hour
    ) as by_hour
    group by cluster, node, usage_date, hour

),

seen as (

    select distinct
        presence.cluster,
        presence.node,
        (hours.started_at at time zone 'UTC')::date as usage_date,
        extract(hour from hours.started_at at time zone 'UTC')::smallint as hour
    from usage.presence as presence
    cross join lateral generate_series(
        date_trunc('hour', greatest(presence.from_at, $1::date::timestamp at time zone 'UTC'), 'UTC'),
        least(presence.to_at, $2::date::timestamp at time zone 'UTC') - interval '1 microsecond',
        interval '1 hour'
    ) as hours (started_at)
    where presence.signal = 'node_info'

),

hours as (

    select cluster, node, usage_date, hour from capacities
    union
    select cluster, node, usage_date, hour from seen

),

final as (

    select
        hours.cluster,
        hours.node,
        coalesce(info.resource_key, 'node:' || hours.node) as resource_key,
        hours.usage_date,
        hours.hour,
        capacities.cpu_capacity_core_microseconds,
        capacities.memory_capacity_byte_seconds
    from hours
    left join capacities using (cluster, node, usage_date, hour)
    left join lateral (
        -- The machine at that hour; else the nearest one of this name that is known.
        select presence.resource_key
        from usage.presence as presence
        where presence.signal = 'node_info' and presence.cluster = hours.cluster and presence.node = hours.node
            and presence.resource_key <> ''
        order by
            presence.from_at < (hours.usage_date::timestamp + make_interval(hours => hours.hour + 1)) at time zone 'UTC'
            and presence.to_at > (hours.usage_date::timestamp + make_interval(hours => hours.hour)) at time zone 'UTC' desc,
            presence.from_at desc, presence.resource_key
        limit 1
    ) as info on true

)

select * from final
on conflict do nothing
