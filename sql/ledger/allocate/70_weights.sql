-- How much each consumer counts in each window of a machine: by policy max(requested, used), requested or used.
-- Here the pods that are one consumer all the time: in windows of one hour of one node a row each, with nothing to add up;
-- in others the sum of their hours.
insert into work_weight (window_id, consumer, cpu, memory)
with

pods as (

    select cluster, pod_key, consumer from work_pod_consumer where consumer_count = 1

),

hours as (

    select
        pods.consumer, hours.resource_key, hours.usage_date, hours.hour,
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
    cross join org.allocation_policy as policy
    where hours.usage_date >= $2::date and hours.usage_date < $3::date

),

final as (

    select work_window.window_id, hours.consumer, hours.cpu::numeric as cpu, hours.memory::numeric as memory
    from hours
    inner join work_window
        on work_window.resource_key = hours.resource_key and work_window.usage_date = hours.usage_date
        and work_window.hour = hours.hour
    union all
    select longer.window_id, hours.consumer, sum(hours.cpu), sum(hours.memory)
    from hours
    inner join (
        select
            work_window.window_id, work_window.resource_key,
            -- Days and hours as one number each, so that they compare as one.
            ((work_window.started_at at time zone 'UTC')::date - date '2000-01-01') * 24
                + extract(hour from work_window.started_at at time zone 'UTC')::integer as first_hour,
            (((work_window.ended_at - interval '1 microsecond') at time zone 'UTC')::date - date '2000-01-01') * 24
                + extract(hour from (work_window.ended_at - interval '1 microsecond') at time zone 'UTC')::integer as last_hour
        from work_window
        where work_window.hour is null
        offset 0
    ) as longer
        on longer.resource_key = hours.resource_key
        and (hours.usage_date - date '2000-01-01') * 24 + hours.hour >= longer.first_hour
        and (hours.usage_date - date '2000-01-01') * 24 + hours.hour <= longer.last_hour
    group by longer.window_id, hours.consumer

)

select * from final
