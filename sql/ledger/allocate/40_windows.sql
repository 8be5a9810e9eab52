-- The windows in which machines and volumes were charged, with what the machines had in them.
insert into work_window (resource_key, started_at, ended_at, cluster, node, cpu_capacity, memory_capacity)
with

windows as (

    select distinct basis_resource_key as resource_key, started_at, ended_at
    from work_pot
    where basis_resource_key is not null

),

final as (

    select
        windows.resource_key,
        windows.started_at,
        windows.ended_at,
        min(nodes.cluster) as cluster,
        min(nodes.node) as node,
        sum(nodes.cpu_capacity_core_microseconds) as cpu_capacity,
        sum(nodes.memory_capacity_byte_seconds) as memory_capacity
    from windows
    left join usage.node_hour as nodes
        on nodes.resource_key = windows.resource_key
        and nodes.usage_date >= (windows.started_at at time zone 'UTC')::date
        and nodes.usage_date <= (windows.ended_at at time zone 'UTC')::date
        and (nodes.usage_date::timestamp + make_interval(hours => nodes.hour)) at time zone 'UTC' < windows.ended_at
        and (nodes.usage_date::timestamp + make_interval(hours => nodes.hour + 1)) at time zone 'UTC' > windows.started_at
    group by windows.resource_key, windows.started_at, windows.ended_at

)

select * from final
