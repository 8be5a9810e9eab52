-- How a common pot was shared out: each group's share with what it and everyone in the scope count.
create function report.explain_distribution(
    month date, resource text, basis text, day date, kind text, source text, billing_account_id text, sub_account_id text,
    service text, billing_currency text, cost text default 'effective'
)
returns table (
    rule text, pot_amount numeric, scope text, cluster text, namespace text, tenant text, tier text, commit text, owner text,
    team text, mine numeric, everyone numeric, has_unit boolean, share numeric
)
language sql stable as
$$
    with

    pot as materialized (

        select a.*, cost.cost_of($11, a.billed_cost, a.effective_cost, a.contracted_cost, a.list_cost) as amount
        from report.allocation as a
        where a.billing_month = $1 and a.is_shared and a.resource_key = $2 and a.usage_date = $4 and a.kind = $5
            and a.source = $6 and a.billing_account_id = $7 and a.sub_account_id is not distinct from $8
            and a.service is not distinct from $9 and a.billing_currency = $10

    ),

    rules as (

        select
            pot.rule, sum(pot.amount) as pot_amount, min(pot.cluster) as cluster,
            substring(pot.rule from 'proportional to (.*) cost') as basis_kind,
            substring(pot.rule from 'of (its node and day|its cluster|all)$') as scope,
            pot.rule like '%: even of %' as is_even, pot.rule like '%: fixed of %' as is_fixed
        from pot
        group by pot.rule

    ),

    scoped as (

        select
            rules.rule, a.cluster, a.namespace, a.tenant, a.tier, a.commit, a.owner, a.team, a.kind, a.effective_cost
        from rules
        inner join report.allocation as a
            on a.billing_month = $1 and not a.is_shared and a.kind <> 'unallocated' and a.billing_currency = $10
            and case rules.scope
                when 'its node and day' then a.resource_key = $3 and a.usage_date = $4
                when 'its cluster' then a.cluster = rules.cluster
                else true
            end
        where rules.scope is not null and not rules.is_fixed

    ),

    weights as (

        select
            scoped.rule, scoped.cluster, scoped.namespace, scoped.tenant, scoped.tier, scoped.commit, scoped.owner, scoped.team,
            trunc(sum(scoped.effective_cost) * 1e18) as mine
        from scoped
        inner join rules on rules.rule = scoped.rule
        where rules.basis_kind = 'direct' or rules.basis_kind = scoped.kind
        group by 1, 2, 3, 4, 5, 6, 7, 8
        union all
        select scoped.rule, null, null, null, null, null, null, scoped.team, 1
        from scoped
        inner join rules on rules.rule = scoped.rule
        where rules.is_even and scoped.team is not null
        group by scoped.rule, scoped.team
        having sum(scoped.effective_cost) > 0
        union all
        select rules.rule, null, null, null, null, null, null, part.key, (part.value #>> '{}')::numeric
        from rules
        cross join lateral jsonb_array_elements(cost.rules_of($1) -> 'distribution') as written
        cross join lateral jsonb_each(written -> 'parts') as part
        where rules.is_fixed and written ->> 'pot' = $5

    ),

    quotas as (

        select
            weights.*, rules.pot_amount, rules.scope, sum(mine) over (partition by weights.rule) as everyone,
            trunc(abs(rules.pot_amount) * 1e18) as units
        from weights
        inner join rules on rules.rule = weights.rule
        where mine > 0

    ),

    ranked as (

        select
            quotas.*, div(units * mine, everyone) as whole,
            row_number() over (
                partition by rule
                order by
                    mod(units * mine, everyone) desc, team collate "C" nulls last, cluster collate "C" nulls first,
                    namespace collate "C" nulls first, tenant collate "C" nulls first, tier collate "C" nulls first,
                    commit collate "C" nulls first, owner collate "C" nulls first
            ) as place,
            units - sum(div(units * mine, everyone)) over (partition by rule) as left_over
        from quotas

    )

    select
        rule, trim_scale(pot_amount), scope, cluster, namespace, tenant, tier, commit, owner, team, trim_scale(mine),
        trim_scale(everyone), place <= left_over,
        trim_scale(
            sign(pot_amount) * (whole + case when place <= left_over then 1 else 0 end) * 0.000000000000000001
            + case when place = 1 then pot_amount - sign(pot_amount) * units * 0.000000000000000001 else 0 end
        )
    from ranked
    union all
    select pot.rule, pot.amount, null, pot.cluster, null, null, null, null, null, pot.team, 1, 1, false, trim_scale(pot.amount)
    from pot
    inner join rules on rules.rule = pot.rule
    where rules.scope is null
$$;

comment on function report.explain_distribution(date, text, text, date, text, text, text, text, text, text, text) is
    'How a common pot of a day was shared out: each group''s share is pot_amount × mine / everyone, cut to 10⁻¹⁸, with a unit more where has_unit. mine is in units of 10⁻¹⁸ of direct cost, 1 each, or a fixed part; a pot that is kept has one row.';
