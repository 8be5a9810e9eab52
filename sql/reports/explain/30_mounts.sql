-- How much of a volume between two moments is each pod's: each moment evenly among those who mount it, else the claim's.
create function report.explain_mounts(resource text, from_at timestamptz, to_at timestamptz)
returns table (
    cluster text, namespace text, pod text, pod_key text, tenant text, tier text, commit text, owner text, microseconds numeric
)
language sql stable as
$$
    with

    bound as (

        select
            volume.cluster, volume.namespace, volume.claim,
            greatest(volume.from_at, $2) as from_at, least(volume.to_at, $3) as to_at
        from usage.volume as volume
        where volume.resource_key = $1 and volume.claim <> '' and volume.from_at < $3 and volume.to_at > $2

    ),

    mounts as (

        select
            mount.cluster, mount.namespace, mount.pod, mount.pod_key,
            greatest(mount.from_at, $2) as from_at, least(mount.to_at, $3) as to_at
        from usage.volume_mount as mount
        where mount.resource_key = $1 and mount.from_at < $3 and mount.to_at > $2

    ),

    moments as (

        select bound.from_at as moment from bound union select bound.to_at from bound
        union select mounts.from_at from mounts union select mounts.to_at from mounts

    ),

    spells as (

        select moment as from_at, lead(moment) over (order by moment) as to_at from moments

    ),

    holders as (

        select spells.from_at, spells.to_at, who.cluster, who.namespace, who.pod, who.pod_key
        from spells
        cross join lateral (
            select distinct on (mounts.cluster, mounts.pod_key) mounts.cluster, mounts.namespace, mounts.pod, mounts.pod_key
            from mounts
            where mounts.from_at < spells.to_at and mounts.to_at > spells.from_at
            union
            select bound.cluster, bound.namespace, null, bound.namespace || '/claim/' || bound.claim
            from bound
            where bound.from_at < spells.to_at and bound.to_at > spells.from_at
                and not exists (
                    select 1 from mounts where mounts.from_at < spells.to_at and mounts.to_at > spells.from_at
                )
        ) as who

    ),

    shared as (

        select holders.*, count(*) over (partition by holders.from_at)::numeric as sharers from holders

    ),

    weighed as (

        select
            shared.*,
            extract(epoch from shared.to_at - shared.from_at) * 1000000
            * (select cost.lcm_of(counts.sharers) from shared as counts) / sharers as weight
        from shared

    )

    select
        weighed.cluster, min(weighed.namespace), min(weighed.pod), weighed.pod_key, label.tenant, label.tier, label.commit,
        label.owner,
        sum(div(weighed.weight * label.upto, label.whole) - div(weighed.weight * label.before, label.whole))
    from weighed
    cross join lateral usage.label_shares(weighed.cluster, weighed.pod_key, weighed.from_at, weighed.to_at) as label
    group by weighed.cluster, weighed.pod_key, label.tenant, label.tier, label.commit, label.owner
$$;

comment on function report.explain_mounts(text, timestamptz, timestamptz) is
    'How many microseconds of a volume (its resource key) between two moments are each pod''s: each moment is shared evenly among those who mount it, and is the claim''s where nobody does. All are multiplied by the least common multiple of the numbers of sharers.';
