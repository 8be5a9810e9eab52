-- Whose the pods of each day were: labels and controllers. Of a pod whose labels change, those that hold on the day, the
-- last before it, and where there is none the first after it.
update work_input as input
set label_digest = hashes.digest
from (
    with

    pods as (

        select work_input.usage_date, work_input.from_date, work_input.to_date, pod.cluster, pod.pod_key
        from work_input
        inner join usage.pod_day as pod
            on pod.usage_date >= work_input.from_date and pod.usage_date < work_input.to_date

    ),

    labels as (

        select
            label.*,
            count(*) over (partition by cluster, pod_key) as label_count,
            lag(from_at) over spells as from_at_before, lead(from_at) over spells as from_at_after
        from usage.cost_label as label
        window spells as (partition by cluster, pod_key order by from_at)

    ),

    rows_of_days as (

        select
            pods.usage_date,
            hash_record_extended(row(
                pods.cluster, pods.pod_key, label.tenant, label.tier, label.commit, label.owner, workload.workload
            ), 0) as row_hash
        from pods
        left join labels as label
            on label.cluster = pods.cluster and label.pod_key = pods.pod_key and label.label_count = 1
        left join usage.pod_workload as workload on workload.cluster = pods.cluster and workload.pod_key = pods.pod_key
        union all
        select
            pods.usage_date,
            hash_record_extended(row(
                pods.cluster, pods.pod_key, label.tenant, label.tier, label.commit, label.owner,
                greatest(label.from_at, day.from_at), least(label.to_at, day.to_at)
            ), 1)
        from pods
        cross join lateral (
            select pods.from_date::timestamp at time zone 'UTC' as from_at, pods.to_date::timestamp at time zone 'UTC' as to_at
        ) as day
        inner join labels as label
            on label.cluster = pods.cluster and label.pod_key = pods.pod_key and label.label_count > 1
        where (label.from_at < day.to_at and label.to_at > day.from_at)
            or (label.from_at <= day.from_at and coalesce(label.from_at_after > day.from_at, true))
            or (label.from_at >= day.to_at and label.from_at_before is null)

    ),

    final as (

        select usage_date, count(*) || ':' || sum(row_hash) as digest
        from rows_of_days
        group by usage_date

    )

    select * from final
) as hashes
where hashes.usage_date = input.usage_date
