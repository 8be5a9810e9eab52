-- What pods count in the windows of what serves clusters, each under its labels of that time; a pod of its own counts
-- whole, as does a service without pods. Whatever a line is for, memory too, goes by the same.
insert into work_weight (window_id, consumer, cpu, memory)
with

pods as (

    select
        work_window.window_id, work_window.started_at, work_window.ended_at, counted.cluster, counted.pod_key,
        trunc(counted.weight) as weight
    from work_place_weight as counted
    inner join work_window on work_window.window_id = counted.window_id
    union all
    -- An hour of a pod of its own in microseconds, so that its labels can divide it.
    select distinct
        work_window.window_id, work_window.started_at, work_window.ended_at, place.cluster, place.pod_key,
        extract(epoch from work_window.ended_at - work_window.started_at) * 1000000
    from work_window
    inner join usage.item_place as place
        on place.billing_month = $1::date and place.class = 'pod' and place.place = work_window.resource_key
    union all
    select distinct
        work_window.window_id, work_window.started_at, work_window.ended_at, place.cluster,
        place.namespace || '/service/' || coalesce(place.service, ''), 1
    from work_window
    inner join usage.item_place as place
        on place.billing_month = $1::date and place.class = 'load balancer' and place.place = work_window.resource_key
    where place.namespace is not null
        and not exists (select 1 from work_place_weight as counted where counted.window_id = work_window.window_id)

),

-- Pods that are one consumer all the time need no look at their labels.
consumers as (

    select cluster, pod_key, consumer, consumer_count from work_pod_consumer

),

parts as (

    select pods.window_id, consumers.consumer, pods.weight
    from pods
    inner join consumers
        on consumers.cluster = pods.cluster and consumers.pod_key = pods.pod_key and consumers.consumer_count = 1
    union all
    select
        pods.window_id, work_consumer.consumer,
        div(pods.weight * label.upto, label.whole) - div(pods.weight * label.before, label.whole)
    from pods
    inner join consumers
        on consumers.cluster = pods.cluster and consumers.pod_key = pods.pod_key and consumers.consumer_count > 1
    cross join lateral usage.label_shares(pods.cluster, pods.pod_key, pods.started_at, pods.ended_at) as label
    inner join work_consumer
        on work_consumer.cluster = pods.cluster and work_consumer.pod_key = pods.pod_key
        and work_consumer.tenant is not distinct from label.tenant
        and work_consumer.tier is not distinct from label.tier
        and work_consumer.commit is not distinct from label.commit
        and work_consumer.owner is not distinct from label.owner

)

select window_id, consumer, sum(weight), sum(weight)
from parts
where weight > 0
group by window_id, consumer
