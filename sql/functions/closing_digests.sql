-- Digests of what a closing freezes, whatever the order of the rows. They name their columns: new ones change no digest.
create function cost.day_sha256(month date) returns text
language sql stable as
$$
    select encode(sha256(convert_to(
        count(*) || ':' || coalesce(sum(('x' || substr(row_hash, 1, 15))::bit(60)::bigint), 0)
        || ':' || coalesce(sum(('x' || substr(row_hash, 16, 15))::bit(60)::bigint), 0), 'UTF8'
    )), 'hex')
    from (
        select md5(row(
            source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id, sub_account_id,
            service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
            billed_cost, effective_cost, contracted_cost, list_cost
        )::text) as row_hash
        from cost.day
        where billing_month = month
    ) as hashes
$$;

comment on function cost.day_sha256(date) is 'Digest of a month''s published daily rows, whatever their order.';

create function cost.allocation_sha256(month date) returns text
language sql stable as
$$
    select encode(sha256(convert_to(
        count(*) || ':' || coalesce(sum(('x' || substr(row_hash, 1, 15))::bit(60)::bigint), 0)
        || ':' || coalesce(sum(('x' || substr(row_hash, 16, 15))::bit(60)::bigint), 0), 'UTF8'
    )), 'hex')
    from (
        select md5(record_send(row(
            'share', part, usage_date, resource_key, hour, source, billing_account_id, sub_account_id, service_name,
            billing_currency, kind, rule, node, consumers, billed_cost, effective_cost, contracted_cost, list_cost
        ))) as row_hash
        from cost.share
        where billing_month = month
        union all
        select md5(record_send(row(
            'consumer', part, consumer, valid_from, valid_to, cluster, namespace, workload, pod, pod_key, tenant, tier, commit,
            owner, team
        )))
        from cost.consumer
        where billing_month = month
        union all
        select md5(record_send(row(
            'placement', source, usage_date, resource_key, hour, billing_currency, kind, rule, is_shared, reason,
            billing_account_id, sub_account_id, service_name, cluster, namespace, workload, node, pod, pod_key, tenant, tier,
            commit, owner, team, billed_cost, effective_cost, contracted_cost, list_cost
        )))
        from cost.placement
        where billing_month = month
    ) as hashes
$$;

comment on function cost.allocation_sha256(date) is 'Digest of a month''s shares, consumers and placements as they are stored, whatever their order.';

create function cost.adjustment_sha256(month date) returns text
language sql stable as
$$
    select encode(sha256(convert_to(coalesce(string_agg(md5(
        row(booking.booking_id, booking.origin, booking.original_month, booking.cause, booking.author, decision.decision)::text
        || coalesce(lines.words, '')
    ), ',' order by booking.booking_id), ''), 'UTF8')), 'hex')
    from cost.booking as booking
    left join cost.decision as decision on decision.booking_id = booking.booking_id
    left join (
        select booking_id, string_agg(adjustment::text, E'\n' order by adjustment::text collate "C") as words
        from cost.adjustment as adjustment
        group by booking_id
    ) as lines on lines.booking_id = booking.booking_id
    where booking.billing_month = month
$$;

comment on function cost.adjustment_sha256(date) is 'Digest of the adjustments that a month shows, with who decided what.';
