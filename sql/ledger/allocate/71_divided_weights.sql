-- The same for pods that are several consumers, as their labels change: an hour in which they do is divided by time,
-- without loss.
insert into work_weight (window_id, consumer, cpu, memory)
with

several as materialized (

    select cluster, pod_key from work_pod_consumer where consumer_count > 1

),

pod_windows as (

    select work_window.window_id, pods.*
    from several
    inner join usage.pod_hour as pods on pods.cluster = several.cluster and pods.pod_key = several.pod_key
    inner join work_window
        on work_window.resource_key = pods.resource_key
        -- The hours that the window touches.
        and (pods.usage_date, pods.hour) >= (
            (work_window.started_at at time zone 'UTC')::date,
            extract(hour from work_window.started_at at time zone 'UTC')::smallint
        )
        and (pods.usage_date, pods.hour) <= (
            ((work_window.ended_at - interval '1 microsecond') at time zone 'UTC')::date,
            extract(hour from (work_window.ended_at - interval '1 microsecond') at time zone 'UTC')::smallint
        )
    where pods.usage_date >= $2::date and pods.usage_date < $3::date
        and (select exists (select 1 from several))

),

hours as (

    select
        pods.window_id,
        pods.cluster,
        pods.pod_key, pods.node,
        (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' as hour_started_at,
        case policy.split
            when 'requested' then pods.cpu_requested_core_microseconds
            when 'used' then pods.cpu_used_core_microseconds
            else greatest(pods.cpu_requested_core_microseconds, pods.cpu_used_core_microseconds)
        end as cpu,
        case policy.split
            when 'requested' then pods.memory_requested_byte_seconds
            when 'used' then pods.memory_used_byte_seconds
            else greatest(pods.memory_requested_byte_seconds, pods.memory_used_byte_seconds)
        end as memory
    from pod_windows as pods
    cross join org.allocation_policy as policy

),

-- Seconds of the hour under each set of labels; an hour without any goes to the nearest set before, else after.
spells as (

    select
        hours.window_id, hours.cluster, hours.pod_key, hours.node, hours.hour_started_at, hours.cpu, hours.memory,
        spell.tenant, spell.tier, spell.commit, spell.owner, spell.from_at, spell.seconds
    from hours
    cross join lateral (
        select
            labels.tenant, labels.tier, labels.commit, labels.owner, labels.from_at,
            greatest(extract(epoch from
                least(labels.to_at, hours.hour_started_at + interval '1 hour') - greatest(labels.from_at, hours.hour_started_at)
            ), 0) as seconds,
            row_number() over (
                order by
                    labels.from_at < hours.hour_started_at + interval '1 hour' and labels.to_at > hours.hour_started_at desc,
                    labels.from_at <= hours.hour_started_at desc,
                    case when labels.from_at <= hours.hour_started_at then labels.from_at end desc,
                    labels.from_at
            ) as place
        from usage.cost_label as labels
        where labels.cluster = hours.cluster and labels.pod_key = hours.pod_key
    ) as spell
    where spell.seconds > 0 or spell.place = 1

),

divided as (

    select
        window_id, cluster, pod_key, tenant, tier, commit, owner,
        cpu, memory, seconds, upto, whole
    from (
        select
            spells.*,
            sum(seconds) over (partition by window_id, cluster, pod_key, node, hour_started_at order by from_at) as upto,
            sum(seconds) over (partition by window_id, cluster, pod_key, node, hour_started_at) as whole
        from spells
    ) as summed

),

changed as (

    select
        window_id, cluster, pod_key, tenant, tier, commit, owner,
        case when whole = 0 then cpu else div(cpu * upto, whole) - div(cpu * (upto - seconds), whole) end as cpu,
        case when whole = 0 then memory else div(memory * upto, whole) - div(memory * (upto - seconds), whole) end as memory
    from divided

),

final as (

    select weights.window_id, work_consumer.consumer, sum(weights.cpu) as cpu, sum(weights.memory) as memory
    from changed as weights
    inner join work_consumer
        on work_consumer.cluster = weights.cluster and work_consumer.pod_key = weights.pod_key
        and work_consumer.tenant is not distinct from weights.tenant
        and work_consumer.tier is not distinct from weights.tier
        and work_consumer.commit is not distinct from weights.commit
        and work_consumer.owner is not distinct from weights.owner
    group by weights.window_id, work_consumer.consumer

)

select * from final
