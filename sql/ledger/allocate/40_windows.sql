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
        nodes.cluster,
        nodes.node,
        nodes.cpu_capacity,
        nodes.memory_capacity
    from windows
    -- Window by window, so that each reads its own hours of the primary key and no others.
    cross join lateral (
        select
            min(node_hour.cluster) as cluster,
            min(node_hour.node) as node,
            sum(node_hour.cpu_capacity_core_microseconds) as cpu_capacity,
            sum(node_hour.memory_capacity_byte_seconds) as memory_capacity
        from usage.node_hour as node_hour
        where node_hour.resource_key = windows.resource_key
            and (node_hour.usage_date, node_hour.hour) >= (
                (windows.started_at at time zone 'UTC')::date,
                extract(hour from windows.started_at at time zone 'UTC')::smallint
            )
            and (node_hour.usage_date, node_hour.hour) <= (
                ((windows.ended_at - interval '1 microsecond') at time zone 'UTC')::date,
                extract(hour from (windows.ended_at - interval '1 microsecond') at time zone 'UTC')::smallint
            )
    ) as nodes

)

select * from final
