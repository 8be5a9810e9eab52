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
            -- A negation's idle parts are those of the machines that it covers.
            and ($2 <> '' or a.node is null or exists (
                select 1 from usage.node_hour as hours
                where hours.resource_key = $3 and hours.usage_date = $4 and hours.node = a.node
            ))

    ),

    rules as (

        select
            pot.rule, sum(pot.amount) as pot_amount, min(pot.cluster) as cluster,
            coalesce(substring(pot.rule from ': proportional to (.*?)(?: cost)?(?:, as nobody has the basis,)? of '), 'direct') as basis,
            substring(pot.rule from ' of (its node and day|its cluster|its account|its environment|all)(?: [^:]*)?$') as scope,
            substring(pot.rule from ' of its environment (.*)$') as environment,
            substring(pot.rule from '^distribute [a-z ]+, rule ([0-9]+)')::integer as ordinal,
            pot.rule like '%: even%' as is_even, pot.rule like '%: fixed%' as is_fixed
        from pot
        group by pot.rule

    ),

    scoped as (

        select rules.rule, rules.is_even, counted.*
        from rules
        cross join lateral report.explain_bases(
            $1, rules.basis, rules.scope, $3, $4,
            coalesce(rules.cluster, (select origin.cluster from cost.pot_origin($1, $2, $4, $5) as origin)),
            coalesce($8, $7), rules.environment, $10
        ) as counted
        where rules.scope is not null and not rules.is_fixed

    ),

    weights as (

        select
            scoped.rule, scoped.cluster, scoped.namespace, scoped.tenant, scoped.tier, scoped.commit, scoped.owner, scoped.team,
            scoped.mine
        from scoped
        where not scoped.is_even
        union all
        select scoped.rule, null, null, null, null, null, null, scoped.team, 1
        from scoped
        where scoped.is_even and scoped.team is not null
        group by scoped.rule, scoped.team
        having sum(scoped.direct) > 0
        union all
        select rules.rule, null, null, null, null, null, null, part.key, (part.value #>> '{}')::numeric
        from rules
        cross join lateral jsonb_array_elements(cost.rules_of($1) -> 'distribution') as written
        cross join lateral jsonb_each(written -> 'parts') as part
        where rules.is_fixed and written ->> 'pot' = $5
            and case when rules.ordinal is null then coalesce(written -> 'conditions', '{}') = '{}'::jsonb
                else (written ->> 'ordinal')::integer = rules.ordinal end

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
