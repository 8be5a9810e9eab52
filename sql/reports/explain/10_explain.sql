-- What a figure is made of. Every filter is optional; an empty team asks for what has no team.
create function report.explain(
    month date, cost text default 'effective', team text default null, tenant text default null, commit text default null,
    owner text default null, namespace text default null, kind text default null, day date default null,
    service text default null
)
returns table (
    usage_date date, hour smallint, billing_currency text, kind text, is_shared boolean, rule text, reason text,
    source text, billing_account_id text, sub_account_id text, service text, resource_key text, cluster text, node text,
    namespace text, pod text, pod_key text, tenant text, tier text, commit text, owner text, team text, amount numeric
)
language sql stable as
$$
    with

    parts as (

        select
            a.usage_date, a.hour, a.billing_currency, a.kind, a.is_shared, a.rule, a.reason, a.source, a.billing_account_id,
            a.sub_account_id, a.service, a.resource_key, a.cluster, a.node, a.namespace, a.pod, a.pod_key, a.tenant, a.tier,
            a.commit, a.owner, a.team, cost.cost_of($2, a.billed_cost, a.effective_cost, a.contracted_cost, a.list_cost) as amount
        from report.allocation as a
        where a.billing_month = $1
        union all
        select
            a.billing_month, null, a.billing_currency, 'adjustment', false,
            a.origin || ' of ' || to_char(a.original_month, 'YYYY-MM') || ': ' || a.cause, a.reason, a.source,
            a.billing_account_id, a.sub_account_id, a.service, 'booking ' || a.booking_id, a.cluster, null, a.namespace, null,
            null, a.tenant, a.tier, a.commit, a.owner, a.team,
            cost.cost_of($2, a.billed_cost, a.effective_cost, a.contracted_cost, a.list_cost)
        from report.adjustment as a
        where a.billing_month = $1 and a.state in ('booked', 'approved')

    )

    select
        p.usage_date, p.hour, p.billing_currency, p.kind, p.is_shared, p.rule, p.reason, p.source, p.billing_account_id,
        p.sub_account_id, p.service, p.resource_key, p.cluster, p.node, p.namespace, p.pod, p.pod_key, p.tenant, p.tier,
        p.commit, p.owner, p.team, trim_scale(sum(p.amount))
    from parts as p
    where ($3 is null or coalesce(p.team, '') = $3)
        and ($4 is null or p.tenant = $4) and ($5 is null or p.commit = $5) and ($6 is null or p.owner = $6)
        and ($7 is null or p.namespace = $7) and ($8 is null or p.kind = $8) and ($9 is null or p.usage_date = $9)
        and ($10 is null or p.service = $10)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22
$$;

comment on function report.explain(date, text, text, text, text, text, text, text, date, text) is
    'The parts of a figure, which add up to it exactly: one row per resource, charge period, consumer and kind. Arguments: month, cost, team (empty: none), tenant, commit, owner, namespace, kind, day, service; null does not filter.';
