-- Where a rule shares out sidecars, what they count is taken off their pods and counts for all sidecars of the machine
-- together (consumer 2147483646, as idle capacity is 2147483647).
with

hours as (

    select
        work_window.window_id, pods.cluster, pods.pod_key,
        (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' as hour_started_at,
        case policy.split
            when 'requested' then pods.sidecar_cpu_requested_core_microseconds
            when 'used' then pods.sidecar_cpu_used_core_microseconds
            else greatest(pods.sidecar_cpu_requested_core_microseconds, pods.sidecar_cpu_used_core_microseconds)
        end::numeric as cpu,
        case policy.split
            when 'requested' then pods.sidecar_memory_requested_byte_seconds
            when 'used' then pods.sidecar_memory_used_byte_seconds
            else greatest(pods.sidecar_memory_requested_byte_seconds, pods.sidecar_memory_used_byte_seconds)
        end::numeric as memory
    from usage.pod_hour as pods
    inner join work_window
        on work_window.resource_key = pods.resource_key
        and work_window.started_at < (pods.usage_date::timestamp + make_interval(hours => pods.hour + 1)) at time zone 'UTC'
        and work_window.ended_at > (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC'
    cross join org.allocation_policy as policy
    where pods.usage_date >= $2::date and pods.usage_date < $3::date
        and pods.sidecar_cpu_requested_core_microseconds + pods.sidecar_cpu_used_core_microseconds
        + pods.sidecar_memory_requested_byte_seconds + pods.sidecar_memory_used_byte_seconds > 0
        and exists (select 1 from org.distribution_rule where pot = 'sidecar')

),

parts as (

    select
        hours.window_id, work_consumer.consumer,
        sum(div(hours.cpu * label.upto, label.whole) - div(hours.cpu * label.before, label.whole)) as cpu,
        sum(div(hours.memory * label.upto, label.whole) - div(hours.memory * label.before, label.whole)) as memory
    from hours
    cross join lateral usage.label_shares(
        hours.cluster, hours.pod_key, hours.hour_started_at, hours.hour_started_at + interval '1 hour'
    ) as label
    inner join work_consumer
        on work_consumer.cluster = hours.cluster and work_consumer.pod_key = hours.pod_key
        and work_consumer.tenant is not distinct from label.tenant
        and work_consumer.tier is not distinct from label.tier
        and work_consumer.commit is not distinct from label.commit
        and work_consumer.owner is not distinct from label.owner
    group by hours.window_id, work_consumer.consumer

),

taken as (

    update work_weight as weight
    set cpu = weight.cpu - least(parts.cpu, weight.cpu), memory = weight.memory - least(parts.memory, weight.memory)
    from parts
    where parts.window_id = weight.window_id and parts.consumer = weight.consumer
    returning weight.window_id, weight.consumer

)

insert into work_weight (window_id, consumer, cpu, memory)
select weight.window_id, 2147483646, sum(least(parts.cpu, weight.cpu)), sum(least(parts.memory, weight.memory))
from work_weight as weight
inner join parts on parts.window_id = weight.window_id and parts.consumer = weight.consumer
inner join taken on taken.window_id = weight.window_id and taken.consumer = weight.consumer
group by weight.window_id
