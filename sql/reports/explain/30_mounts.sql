-- How long each pod mounted a volume between two moments; a volume that nobody mounts counts for its claim.
create function report.explain_mounts(resource text, from_at timestamptz, to_at timestamptz)
returns table (
    cluster text, namespace text, pod text, pod_key text, tenant text, tier text, commit text, owner text, microseconds numeric
)
language sql stable as
$$
    with

    bound as (

        select distinct volume.cluster, volume.namespace, volume.claim
        from usage.volume as volume
        where volume.resource_key = $1 and volume.claim <> '' and volume.from_at < $3 and volume.to_at > $2

    ),

    mounted as (

        select
            mount.cluster, mount.namespace, mount.pod,
            coalesce(nullif(mount.uid, ''), mount.namespace || '/' || mount.pod) as pod_key,
            greatest(mount.from_at, $2) as from_at, least(mount.to_at, $3) as to_at
        from bound
        inner join usage.presence as mount
            on mount.signal = 'pod_claim' and mount.cluster = bound.cluster and mount.namespace = bound.namespace
            and mount.object = bound.claim and mount.from_at < $3 and mount.to_at > $2

    ),

    labelled as (

        select
            mounted.cluster, mounted.namespace, mounted.pod, mounted.pod_key, label.tenant, label.tier, label.commit, label.owner,
            extract(epoch from
                least(mounted.to_at, coalesce(label.to_at, 'infinity')) - greatest(mounted.from_at, coalesce(label.from_at, '-infinity'))
            ) * 1000000 as microseconds
        from mounted
        left join usage.cost_label as label
            on label.cluster = mounted.cluster and label.pod_key = mounted.pod_key
            and label.from_at < mounted.to_at and label.to_at > mounted.from_at

    )

    select cluster, min(namespace), min(pod), pod_key, tenant, tier, commit, owner, sum(microseconds)
    from labelled
    group by cluster, pod_key, tenant, tier, commit, owner
    union all
    select
        bound.cluster, bound.namespace, null, bound.namespace || '/claim/' || bound.claim, label.tenant, label.tier, label.commit,
        label.owner, 1
    from bound
    left join lateral (
        select stored.tenant, stored.tier, stored.commit, stored.owner
        from usage.cost_label as stored
        where stored.cluster = bound.cluster and stored.pod_key = bound.namespace || '/claim/' || bound.claim
        order by
            stored.tenant collate "C" nulls first, stored.tier collate "C" nulls first, stored.commit collate "C" nulls first,
            stored.owner collate "C" nulls first
        limit 1
    ) as label on true
    where not exists (select 1 from mounted)
$$;

comment on function report.explain_mounts(text, timestamptz, timestamptz) is
    'How many microseconds each pod mounted a volume (its resource key) between two moments; where no pod did, its claim counts 1.';
