-- How long each consumer mounted a volume in each of its windows; a volume that no pod is known to mount counts for its claim.
insert into work_weight (window_id, consumer, cpu, memory)
with

bound as (

    select distinct work_window.window_id, work_window.started_at, work_window.ended_at, volume.cluster, volume.namespace, volume.claim
    from work_window
    inner join usage.volume as volume
        on volume.resource_key = work_window.resource_key
        and volume.from_at < work_window.ended_at and volume.to_at > work_window.started_at
    where volume.claim <> ''

),

mounted as (

    select
        bound.window_id,
        work_consumer.consumer,
        sum(extract(epoch from
            least(mount.to_at, bound.ended_at, coalesce(labels.to_at, 'infinity'))
            - greatest(mount.from_at, bound.started_at, coalesce(labels.from_at, '-infinity'))
        ) * 1000000)::numeric as weight
    from bound
    inner join usage.presence as mount
        on mount.signal = 'pod_claim' and mount.cluster = bound.cluster and mount.namespace = bound.namespace
        and mount.object = bound.claim and mount.from_at < bound.ended_at and mount.to_at > bound.started_at
    left join usage.cost_label as labels
        on labels.cluster = mount.cluster
        and labels.pod_key = coalesce(nullif(mount.uid, ''), mount.namespace || '/' || mount.pod)
        and labels.from_at < least(mount.to_at, bound.ended_at) and labels.to_at > greatest(mount.from_at, bound.started_at)
    inner join work_consumer
        on work_consumer.cluster = mount.cluster
        and work_consumer.pod_key = coalesce(nullif(mount.uid, ''), mount.namespace || '/' || mount.pod)
        and work_consumer.tenant is not distinct from labels.tenant
        and work_consumer.tier is not distinct from labels.tier
        and work_consumer.commit is not distinct from labels.commit
        and work_consumer.owner is not distinct from labels.owner
    group by bound.window_id, work_consumer.consumer

),

claimed as (

    select bound.window_id, min(work_consumer.consumer) as consumer, 1::numeric as weight
    from bound
    inner join work_consumer
        on work_consumer.cluster = bound.cluster and work_consumer.namespace = bound.namespace
        and work_consumer.pod_key = bound.namespace || '/claim/' || bound.claim
    where not exists (select 1 from mounted where mounted.window_id = bound.window_id)
    group by bound.window_id, bound.claim

),

final as (

    select * from mounted
    union all
    select * from claimed

)

select window_id, consumer, weight, 0 from final where weight > 0
