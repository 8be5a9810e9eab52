-- The windows in which machines and volumes were charged, with what the machines had in them.
insert into work_window (resource_key, started_at, ended_at, usage_date, hour, cluster, node, cpu_capacity, memory_capacity)
with

windows as (

    select distinct basis_resource_key as resource_key, started_at, ended_at, case when hour is not null then usage_date end as usage_date, hour
    from work_pot
    where basis_resource_key is not null

),

-- A window of one hour has the rows of that hour.
hourly as (

    select
        windows.resource_key, windows.started_at, windows.ended_at,
        case when count(node_hour.node) <= 1 then windows.usage_date end as usage_date,
        case when count(node_hour.node) <= 1 then windows.hour end as hour,
        min(node_hour.cluster) as cluster, min(node_hour.node) as node,
        sum(node_hour.cpu_capacity_core_microseconds) as cpu_capacity,
        sum(node_hour.memory_capacity_byte_seconds) as memory_capacity
    from windows
    left join usage.node_hour as node_hour
        on node_hour.resource_key = windows.resource_key and node_hour.usage_date = windows.usage_date
        and node_hour.hour = windows.hour and node_hour.usage_date >= $2::date and node_hour.usage_date < $3::date
    where windows.hour is not null
    group by windows.resource_key, windows.started_at, windows.ended_at, windows.usage_date, windows.hour

),

longer as (

    select
        windows.resource_key, windows.started_at, windows.ended_at, windows.usage_date, windows.hour,
        nodes.cluster, nodes.node, nodes.cpu_capacity, nodes.memory_capacity
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
    where windows.hour is null

),

final as (

    select * from hourly
    union all
    select * from longer

)

select * from final
