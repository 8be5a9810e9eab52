-- How much each consumer counts in each window of a machine: by policy max(requested, used), requested or used.
-- Here windows of one hour of one node, and the pods that are one consumer all the time: a row each, nothing to add up.
insert into work_weight (window_id, consumer, cpu, memory)
with

pods as (

    select cluster, pod_key, min(consumer) as consumer
    from work_consumer
    where pod_key is not null
    group by cluster, pod_key
    having count(*) = 1

),

final as (

    select
        work_window.window_id,
        pods.consumer,
        case policy.split
            when 'requested' then hours.cpu_requested_core_microseconds
            when 'used' then hours.cpu_used_core_microseconds
            else greatest(hours.cpu_requested_core_microseconds, hours.cpu_used_core_microseconds)
        end as cpu,
        case policy.split
            when 'requested' then hours.memory_requested_byte_seconds
            when 'used' then hours.memory_used_byte_seconds
            else greatest(hours.memory_requested_byte_seconds, hours.memory_used_byte_seconds)
        end as memory
    from usage.pod_hour as hours
    inner join pods on pods.cluster = hours.cluster and pods.pod_key = hours.pod_key
    inner join work_window
        on work_window.resource_key = hours.resource_key and work_window.usage_date = hours.usage_date
        and work_window.hour = hours.hour
    cross join org.allocation_policy as policy
    where hours.usage_date >= $2::date and hours.usage_date < $3::date

)

select * from final
