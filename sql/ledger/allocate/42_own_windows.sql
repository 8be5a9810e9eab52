-- Windows of what of a machine is divided by something of its own: GPUs, traffic by bytes, local disks by time.
insert into work_window (resource_key, started_at, ended_at, cluster, node, cpu_capacity)
with

-- GPUs only where there are any.
gpus as (

    select work_window.resource_key, work_window.started_at, work_window.ended_at, min(nodes.cluster) as cluster,
        min(nodes.node) as node, sum(nodes.gpu_capacity_device_microseconds) as capacity
    from usage.node_hour as nodes
    inner join work_window on work_window.resource_key = nodes.resource_key
    where nodes.usage_date >= $2::date and nodes.usage_date < $3::date and nodes.gpu_capacity_device_microseconds > 0
        and (nodes.usage_date::timestamp + make_interval(hours => nodes.hour)) at time zone 'UTC'
        > work_window.started_at - interval '1 hour'
        and (nodes.usage_date::timestamp + make_interval(hours => nodes.hour)) at time zone 'UTC' < work_window.ended_at
        and exists (
            select 1 from work_pot as pot
            where pot.basis_resource_key = work_window.resource_key and pot.class in ('node', 'commitment negation')
        )
    group by work_window.resource_key, work_window.started_at, work_window.ended_at

),

others as (

    select distinct
        case pot.class when 'node network' then 'bytes of ' else 'time on ' end || pot.basis_resource_key as resource_key,
        pot.started_at, pot.ended_at, work_window.cluster, work_window.node
    from work_pot as pot
    inner join work_window
        on work_window.resource_key = pot.basis_resource_key
        and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
    where pot.class = 'node disk'
        -- Bytes only where any were measured; without an export of them no pod hour is looked at.
        or (pot.class = 'node network' and exists (select 1 from usage.import where signal like 'pod\_network\_%') and exists (
            select 1
            from usage.pod_hour as pods
            where pods.usage_date >= $2::date and pods.usage_date < $3::date
                and pods.network_received_bytes + pods.network_transmitted_bytes > 0
        ))

),

final as (

    select 'gpu of ' || resource_key as resource_key, started_at, ended_at, cluster, node, capacity from gpus
    union all
    select resource_key, started_at, ended_at, cluster, node, null from others

)

select * from final
