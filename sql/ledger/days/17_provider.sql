-- What the provider's split gave pods on each day, and the labels of those pods.
update work_input as input
set usage_digest = input.usage_digest || ';' || hashes.digest
from (
    with

    windows as (

        select distinct usage_date, substring(basis_resource_key from '^split of (.*)$') as resource_key, started_at, ended_at
        from work_month_pot
        where basis_resource_key like 'split of %'

    ),

    lines as (

        select windows.usage_date as of_date, line.*
        from windows
        inner join work_provider_line as line
            on line.resource_key = windows.resource_key and line.started_at >= windows.started_at
            and line.ended_at <= windows.ended_at and line.usage_date >= windows.usage_date

    ),

    rows_of_days as (

        select of_date, hash_record_extended(lines.*, 0) as row_hash
        from lines
        union all
        select pods.of_date, hash_record_extended(row(pods.*, label.tenant, label.tier, label.commit, label.owner, label.from_at, label.to_at), 1)
        from (select distinct of_date, cluster, pod_key from lines) as pods
        inner join usage.cost_label as label on label.cluster = pods.cluster and label.pod_key = pods.pod_key

    )

    select of_date as usage_date, count(*) || ':' || sum(row_hash) as digest
    from rows_of_days
    group by of_date
) as hashes
where hashes.usage_date = input.usage_date
