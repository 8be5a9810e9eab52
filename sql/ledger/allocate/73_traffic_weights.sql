-- What each consumer sent between zones, between regions or to the internet: of a machine's traffic the pods on it, of a
-- cluster's all of the cluster.
insert into work_weight (window_id, consumer, cpu, memory)
with

windows as materialized (

    select
        work_window.window_id, work_window.started_at, work_window.ended_at, words.kind, words.basis,
        (select min(place.cluster) from usage.item_place as place where place.billing_month = $1::date and place.place = words.basis)
            as of_cluster
    from work_window
    cross join lateral (
        select
            substring(work_window.resource_key from '^(zone|region|internet) bytes of ') as kind,
            substring(work_window.resource_key from '^(?:zone|region|internet) bytes of (.*)$') as basis
    ) as words
    where words.kind is not null

),

hours as (

    select
        windows.window_id, sent.cluster, sent.pod_key, sent.bytes,
        (sent.usage_date::timestamp + make_interval(hours => sent.hour)) at time zone 'UTC' as hour_started_at
    from windows
    inner join usage.pod_traffic($2::date, $3::date) as sent
        on sent.kind = windows.kind
        and case when windows.of_cluster is null then sent.resource_key = windows.basis else sent.cluster = windows.of_cluster end
        and (sent.usage_date::timestamp + make_interval(hours => sent.hour)) at time zone 'UTC' > windows.started_at - interval '1 hour'
        and (sent.usage_date::timestamp + make_interval(hours => sent.hour)) at time zone 'UTC' < windows.ended_at
    where exists (select 1 from windows)

),

-- Pods that are one consumer all the time need no look at their labels.
consumers as (

    select cluster, pod_key, consumer, consumer_count from work_pod_consumer

),

parts as (

    select hours.window_id, consumers.consumer, hours.bytes
    from hours
    inner join consumers
        on consumers.cluster = hours.cluster and consumers.pod_key = hours.pod_key and consumers.consumer_count = 1
    union all
    select
        hours.window_id, work_consumer.consumer,
        div(hours.bytes * label.upto, label.whole) - div(hours.bytes * label.before, label.whole)
    from hours
    inner join consumers
        on consumers.cluster = hours.cluster and consumers.pod_key = hours.pod_key and consumers.consumer_count > 1
    cross join lateral usage.label_shares(
        hours.cluster, hours.pod_key, hours.hour_started_at, hours.hour_started_at + interval '1 hour'
    ) as label
    inner join work_consumer
        on work_consumer.cluster = hours.cluster and work_consumer.pod_key = hours.pod_key
        and work_consumer.tenant is not distinct from label.tenant
        and work_consumer.tier is not distinct from label.tier
        and work_consumer.commit is not distinct from label.commit
        and work_consumer.owner is not distinct from label.owner

)

select window_id, consumer, sum(bytes), 0
from parts
where bytes > 0
group by window_id, consumer
