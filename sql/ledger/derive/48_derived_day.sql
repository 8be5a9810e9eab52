-- Notes that day $1 was derived from exports with digest $3, beside others with digest $4, and what came of it. Where a node's machine is known from
-- another time only, the exports of all times count.
insert into usage.derived_day (usage_date, export_digest, label_digest, content_digest, pod_hour_count, is_borrowing, neighbour_digest)
select
    $1::date, $3, '',
    pods.row_count || ':' || pods.digest || ':' || nodes.row_count || ':' || nodes.digest,
    pods.row_count,
    exists (
        select 1
        from usage.node_hour as node
        where node.usage_date = $1::date and not exists (
            select 1
            from usage.presence as presence
            where presence.signal = 'node_info' and presence.cluster = node.cluster and presence.node = node.node
                and presence.resource_key <> ''
                and presence.from_at < (node.usage_date::timestamp + make_interval(hours => node.hour + 1)) at time zone 'UTC'
                and presence.to_at > (node.usage_date::timestamp + make_interval(hours => node.hour)) at time zone 'UTC'
        )
    ),
    $4
from (
    select count(*) as row_count, coalesce(sum(hash_record_extended(pod_hour, 0)), 0) as digest
    from usage.pod_hour
    where usage_date = $1::date
) as pods
cross join (
    select count(*) as row_count, coalesce(sum(hash_record_extended(node_hour, 0)), 0) as digest
    from usage.node_hour
    where usage_date = $1::date
) as nodes
