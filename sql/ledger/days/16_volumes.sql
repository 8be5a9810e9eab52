-- Who held and mounted the volumes of each day.
update work_input as input
set usage_digest = input.usage_digest || ';' || hashes.digest
from (
    with

    windows as (

        select distinct usage_date, resource_key, started_at, ended_at
        from work_month_pot
        where class = 'volume'

    ),

    bound as (

        select
            windows.*, volume.cluster, volume.namespace, volume.claim,
            greatest(volume.from_at, windows.started_at) as from_at, least(volume.to_at, windows.ended_at) as to_at
        from windows
        inner join usage.volume as volume
            on volume.resource_key = windows.resource_key
            and volume.from_at < windows.ended_at and volume.to_at > windows.started_at

    ),

    rows_of_days as (

        select
            bound.usage_date,
            hash_record_extended(row(bound.*, label.tenant, label.tier, label.commit, label.owner), 0) as row_hash
        from bound
        left join usage.cost_label as label
            on label.cluster = bound.cluster and label.pod_key = bound.namespace || '/claim/' || bound.claim
        union all
        select
            bound.usage_date,
            hash_record_extended(row(
                bound.*, mount.pod, mount.uid, greatest(mount.from_at, bound.started_at), least(mount.to_at, bound.ended_at)
            ), 1)
        from bound
        inner join usage.presence as mount
            on mount.signal = 'pod_claim' and mount.cluster = bound.cluster and mount.namespace = bound.namespace
            and mount.object = bound.claim and mount.from_at < bound.ended_at and mount.to_at > bound.started_at

    ),

    final as (

        select usage_date, count(*) || ':' || sum(row_hash) as digest
        from rows_of_days
        group by usage_date

    )

    select * from final
) as hashes
where hashes.usage_date = input.usage_date
