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

-- Pods that are one consumer all the time need no look at their labels.
consumers as (

    select cluster, pod_key, consumer, consumer_count from work_pod_consumer

),

parts as (

    select hours.window_id, consumers.consumer, hours.weight
    from hours
    inner join consumers
        on consumers.cluster = hours.cluster and consumers.pod_key = hours.pod_key and consumers.consumer_count = 1
    union all
    select
        hours.window_id, work_consumer.consumer,
        div(hours.weight * label.upto, label.whole) - div(hours.weight * label.before, label.whole)
    from hours
    inner join consumers
        on consumers.cluster = hours.cluster and consumers.pod_key = hours.pod_key and consumers.consumer_count > 1
    cross join lateral usage.label_shares(hours.cluster, hours.pod_key, hours.hour_started_at, hours.hour_started_at + interval '1 hour') as label
    inner join work_consumer
        on work_consumer.cluster = hours.cluster and work_consumer.pod_key = hours.pod_key
        and work_consumer.tenant is not distinct from label.tenant
        and work_consumer.tier is not distinct from label.tier
        and work_consumer.commit is not distinct from label.commit
        and work_consumer.owner is not distinct from label.owner

)

select window_id, consumer, sum(weight), 0
from parts
where weight > 0
group by window_id, consumer
