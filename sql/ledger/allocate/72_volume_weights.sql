-- How long each consumer mounted a volume in each of its windows: each moment is shared evenly among those who mount it
-- then, and a moment at which nobody does is the claim's. Weights are whole: microseconds × the least common multiple.
insert into work_weight (window_id, consumer, cpu, memory)
with

bound as (

    select
        work_window.window_id, volume.cluster, volume.namespace, volume.claim,
        greatest(volume.from_at, work_window.started_at) as from_at, least(volume.to_at, work_window.ended_at) as to_at
    from work_window
    inner join usage.volume as volume
        on volume.resource_key = work_window.resource_key
        and volume.from_at < work_window.ended_at and volume.to_at > work_window.started_at
    where volume.claim <> ''

),

mounts as (

    select
        work_window.window_id, mount.cluster, mount.pod_key,
        greatest(mount.from_at, work_window.started_at) as from_at, least(mount.to_at, work_window.ended_at) as to_at
    from work_window
    inner join usage.volume_mount as mount
        on mount.resource_key = work_window.resource_key
        and mount.from_at < work_window.ended_at and mount.to_at > work_window.started_at

),

-- Between two edges nobody comes or goes.
edges as (

    select window_id, from_at as edge_at from bound
    union
    select window_id, to_at from bound
    union
    select window_id, from_at from mounts
    union
    select window_id, to_at from mounts

),

segments as (

    select window_id, edge_at as from_at, lead(edge_at) over (partition by window_id order by edge_at) as to_at
    from edges

),

mounted as (

    select distinct segments.window_id, segments.from_at, segments.to_at, mounts.cluster, mounts.pod_key
    from segments
    inner join mounts
        on mounts.window_id = segments.window_id and mounts.from_at < segments.to_at and mounts.to_at > segments.from_at

),

subjects as (

    select * from mounted
    union all
    select distinct
        segments.window_id, segments.from_at, segments.to_at, bound.cluster, bound.namespace || '/claim/' || bound.claim
    from segments
    inner join bound
        on bound.window_id = segments.window_id and bound.from_at < segments.to_at and bound.to_at > segments.from_at
    where not exists (
        select 1 from mounted where mounted.window_id = segments.window_id and mounted.from_at = segments.from_at
    )

),

counted as (

    select subjects.*, count(*) over (partition by window_id, from_at)::numeric as sharers
    from subjects

),

weighed as (

    select
        counted.*,
        extract(epoch from to_at - from_at) * 1000000 * multiples.multiple / sharers as weight
    from counted
    inner join (
        select window_id, cost.lcm_of(sharers) as multiple from counted group by window_id
    ) as multiples using (window_id)

),

-- Pods that are one consumer all the time need no look at their labels.
consumers as (

    select cluster, pod_key, consumer, consumer_count from work_pod_consumer

),

parts as (

    select weighed.window_id, consumers.consumer, weighed.weight
    from weighed
    inner join consumers
        on consumers.cluster = weighed.cluster and consumers.pod_key = weighed.pod_key and consumers.consumer_count = 1
    union all
    select
        weighed.window_id, work_consumer.consumer,
        div(weighed.weight * label.upto, label.whole) - div(weighed.weight * label.before, label.whole)
    from weighed
    inner join consumers
        on consumers.cluster = weighed.cluster and consumers.pod_key = weighed.pod_key and consumers.consumer_count > 1
    cross join lateral usage.label_shares(weighed.cluster, weighed.pod_key, weighed.from_at, weighed.to_at) as label
    inner join work_consumer
        on work_consumer.cluster = weighed.cluster and work_consumer.pod_key = weighed.pod_key
        and work_consumer.tenant is not distinct from label.tenant
        and work_consumer.tier is not distinct from label.tier
        and work_consumer.commit is not distinct from label.commit
        and work_consumer.owner is not distinct from label.owner

)

select window_id, consumer, sum(weight), 0
from parts
where weight > 0
group by window_id, consumer
