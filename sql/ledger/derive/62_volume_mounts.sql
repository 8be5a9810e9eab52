-- Which pods mount which volumes, and when: claims by the volumes they were bound to at that time.
insert into usage.volume_mount (cluster, volume, resource_key, namespace, claim, pod, pod_key, from_at, to_at)
with

mounts as (

    select
        cluster, namespace, object as claim, pod, coalesce(nullif(uid, ''), namespace || '/' || pod) as pod_key,
        range_agg(tstzrange(from_at, to_at)) as spells
    from usage.presence
    where signal = 'pod_claim' and object <> ''
    group by cluster, namespace, object, pod, coalesce(nullif(uid, ''), namespace || '/' || pod)

),

final as (

    select
        mounts.cluster, volume.volume, volume.resource_key, mounts.namespace, mounts.claim, mounts.pod, mounts.pod_key,
        greatest(lower(spell.spell), volume.from_at) as from_at,
        least(upper(spell.spell), volume.to_at) as to_at
    from mounts
    cross join lateral unnest(mounts.spells) as spell (spell)
    inner join usage.volume as volume
        on volume.cluster = mounts.cluster and volume.namespace = mounts.namespace and volume.claim = mounts.claim
        and volume.from_at < upper(spell.spell) and volume.to_at > lower(spell.spell)

)

select * from final
