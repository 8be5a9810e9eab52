-- How much each group counts in each scope: its direct effective cost (all of it, CPU or memory), one each, or a fixed part.
-- Whoever's basis is not above zero takes no part.
insert into work_weight (window_id, consumer, cpu, memory)
with

costs as (

    select
        work_group.consumer, work_group.team, basis.kind, basis.resource_key, basis.usage_date,
        basis.cluster, basis.billing_currency, basis.effective_cost
    from work_basis as basis
    -- As arrays, whose comparison takes two nulls for equal and can hash: `is not distinct from` column by column
    -- compares every row with every group.
    inner join work_group
        on array[
            work_group.cluster, work_group.namespace, work_group.tenant, work_group.tier, work_group.commit,
            work_group.owner, work_group.team
        ] = array[
            basis.cluster, basis.namespace, basis.tenant, basis.tier, basis.commit, basis.owner, basis.team
        ]

),

scoped as (

    select scope.window_id, scope.ordinal, costs.consumer, costs.team, costs.kind, costs.effective_cost
    from work_scope as scope
    inner join costs
        on costs.resource_key = scope.resource_key and costs.usage_date = scope.usage_date
        and costs.billing_currency = scope.billing_currency
    where scope.level = 1
    union all
    select scope.window_id, scope.ordinal, costs.consumer, costs.team, costs.kind, costs.effective_cost
    from work_scope as scope
    inner join costs on costs.cluster = scope.cluster and costs.billing_currency = scope.billing_currency
    where scope.level = 2
    union all
    select scope.window_id, scope.ordinal, costs.consumer, costs.team, costs.kind, costs.effective_cost
    from work_scope as scope
    inner join costs on costs.billing_currency = scope.billing_currency
    where scope.level = 3

),

proportional as (

    select scoped.window_id, scoped.consumer, trunc(sum(scoped.effective_cost) * 1000000000000000000) as weight
    from scoped
    inner join org.distribution_rule as rule on rule.ordinal = scoped.ordinal
    where rule.method = 'proportional' and (rule.basis = 'direct' or rule.basis = scoped.kind)
    group by scoped.window_id, scoped.consumer

),

even as (

    select scoped.window_id, whole_team.consumer, 1::numeric as weight
    from scoped
    inner join org.distribution_rule as rule on rule.ordinal = scoped.ordinal
    inner join work_group as whole_team
        on whole_team.team = scoped.team
        and coalesce(whole_team.cluster, whole_team.namespace, whole_team.tenant, whole_team.tier, whole_team.commit, whole_team.owner) is null
    where rule.method = 'even'
    group by scoped.window_id, whole_team.consumer
    having sum(scoped.effective_cost) > 0

),

fixed as (

    select scope.window_id, whole_team.consumer, (part.value #>> '{}')::numeric as weight
    from work_scope as scope
    inner join org.distribution_rule as rule on rule.ordinal = scope.ordinal
    cross join lateral jsonb_each(rule.parts) as part
    inner join work_group as whole_team
        on whole_team.team = part.key
        and coalesce(whole_team.cluster, whole_team.namespace, whole_team.tenant, whole_team.tier, whole_team.commit, whole_team.owner) is null
    where rule.method = 'fixed'

),

final as (

    select * from proportional
    union all
    select * from even
    union all
    select * from fixed

)

select window_id, consumer, weight, 0 from final where weight > 0
