-- What each consumer counts of a machine's GPUs, of its traffic and of its local disk: devices by the policy of nodes, bytes
-- moved by pods that have a network of their own, and time on the machine.
insert into work_weight (window_id, consumer, cpu, memory)
with

windows as (

    select
        window_id, started_at, ended_at,
        substring(resource_key from '^(gpu|bytes|time) o[fn] ') as basis,
        substring(resource_key from '^(?:gpu|bytes|time) o[fn] (.*)$') as resource_key
    from work_window
    where resource_key ~ '^(gpu of|bytes of|time on) '

),

hours as (

    select
        windows.window_id, pods.cluster, pods.pod_key,
        (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' as hour_started_at,
        case windows.basis
            when 'gpu' then case policy.split
                when 'requested' then pods.gpu_requested_device_microseconds
                when 'used' then pods.gpu_used_device_microseconds
                else greatest(pods.gpu_requested_device_microseconds, pods.gpu_used_device_microseconds)
            end
            when 'bytes' then case when not coalesce(described.is_host_network, false)
                then pods.network_received_bytes + pods.network_transmitted_bytes else 0 end
            else 3600000000
        end::numeric as weight
    from windows
    inner join usage.pod_hour as pods
        on pods.resource_key = windows.resource_key and pods.usage_date >= $2::date and pods.usage_date < $3::date
        and (pods.usage_date, pods.hour) >= (
            (windows.started_at at time zone 'UTC')::date,
            extract(hour from windows.started_at at time zone 'UTC')::smallint
        )
        and (pods.usage_date, pods.hour) <= (
            ((windows.ended_at - interval '1 microsecond') at time zone 'UTC')::date,
            extract(hour from (windows.ended_at - interval '1 microsecond') at time zone 'UTC')::smallint
        )
    left join usage.pod as described on described.cluster = pods.cluster and described.pod_key = pods.pod_key
    cross join org.allocation_policy as policy

),

parts as (

    select
        hours.window_id, hours.cluster, hours.pod_key, label.tenant, label.tier, label.commit, label.owner,
        div(hours.weight * label.upto, label.whole) - div(hours.weight * label.before, label.whole) as weight
    from hours
    cross join lateral usage.label_shares(
        hours.cluster, hours.pod_key, hours.hour_started_at, hours.hour_started_at + interval '1 hour'
    ) as label
    where hours.weight > 0

)

select parts.window_id, work_consumer.consumer, sum(parts.weight), 0
from parts
inner join work_consumer
    on work_consumer.cluster = parts.cluster and work_consumer.pod_key = parts.pod_key
    and work_consumer.tenant is not distinct from parts.tenant
    and work_consumer.tier is not distinct from parts.tier
    and work_consumer.commit is not distinct from parts.commit
    and work_consumer.owner is not distinct from parts.owner
group by parts.window_id, work_consumer.consumer
having sum(parts.weight) > 0
