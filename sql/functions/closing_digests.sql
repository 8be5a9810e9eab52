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
language plpgsql stable as
$$
begin
    return (
        select encode(sha256(convert_to(
            count(*) || ':' || coalesce(sum(('x' || substr(row_hash, 1, 15))::bit(60)::bigint), 0)
            || ':' || coalesce(sum(('x' || substr(row_hash, 16, 15))::bit(60)::bigint), 0), 'UTF8'
        )), 'hex')
        from (
            select md5(row(
                allocation.source, allocation.usage_date, allocation.hour, allocation.resource_key, allocation.billing_currency,
                allocation.kind, allocation.rule, allocation.is_shared, allocation.reason, allocation.billing_account_id,
                allocation.sub_account_id, allocation.service, allocation.cluster, allocation.namespace, allocation.node,
                allocation.pod, allocation.pod_key, allocation.tenant, allocation.tier, allocation.commit, allocation.owner,
                allocation.team, allocation.billed_cost, allocation.effective_cost, allocation.contracted_cost,
                allocation.list_cost
            )::text) as row_hash
            from report.allocation as allocation
            where allocation.billing_month = month
        ) as hashes
    );
end
$$;

comment on function cost.allocation_sha256(date) is 'Digest of the rows of a month''s allocation, whatever their order.';

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
