-- Volumes with the claims bound to them.
insert into usage.volume (cluster, volume, resource_key, namespace, claim, from_at, to_at)
with

volumes as (

    select cluster, object as volume, resource_key, min(from_at) as from_at, max(to_at) as to_at
    from usage.presence
    where signal = 'volume_info' and resource_key <> ''
    group by cluster, object, resource_key

),

claims as (

    select cluster, labels ->> 'volumename' as volume, namespace, object as claim, min(from_at) as from_at, max(to_at) as to_at
    from usage.presence
    where signal = 'claim_info'
    group by cluster, labels ->> 'volumename', namespace, object

),

final as (

    select
        volumes.cluster,
        volumes.volume,
        volumes.resource_key,
        coalesce(claims.namespace, '') as namespace,
        coalesce(claims.claim, '') as claim,
        coalesce(claims.from_at, volumes.from_at) as from_at,
        coalesce(claims.to_at, volumes.to_at) as to_at
    from volumes
    left join claims using (cluster, volume)

)

select * from final
