-- What the rules give each group of the common pots.
insert into work_allocation (
    billing_month, source, usage_date, resource_key, hour, billing_currency, kind, rule, is_shared, reason,
    billing_account_id, sub_account_id, service_name, node, cluster, namespace, tenant, tier, commit, owner, team,
    billed_cost, effective_cost, contracted_cost, list_cost
)
with

-- By themselves first, so that each is looked up among the groups and not the groups read for each.
parts as materialized (

    select
        share.pot, share.billed_cost is null as is_billed, share.contracted_cost is null as is_contracted,
        share.list_cost is null as is_list, part.*
    from work_share as share
    cross join lateral unnest(
        share.consumers, share.billed_cost, share.effective_cost, share.contracted_cost, share.list_cost
    ) as part (consumer, billed_cost, effective_cost, contracted_cost, list_cost)

)

select
    $1::date, shared.source, shared.usage_date, shared.resource_key, null, shared.billing_currency, shared.kind,
    cost.distribution_rule(
        'distribute', shared.kind, case when rule.conditions <> '{}'::jsonb then rule.ordinal end, scope.method, scope.basis,
        scope.is_fallback,
        case
            when scope.level = 1 then 'its node and day'
            when scope.cluster is not null then 'its cluster'
            when scope.account is not null then 'its account'
            when scope.environment is not null then 'its environment ' || scope.environment
            else 'all'
        end
    ),
    true,
    case when work_group.team is null then 'no team rule matches' end,
    shared.billing_account_id, shared.sub_account_id, shared.service_name, shared.node,
    work_group.cluster, work_group.namespace, work_group.tenant, work_group.tier, work_group.commit, work_group.owner,
    work_group.team,
    coalesce(case when part.is_billed then part.effective_cost else part.billed_cost end, 0),
    coalesce(part.effective_cost, 0),
    coalesce(case when part.is_contracted then part.effective_cost else part.contracted_cost end, 0),
    coalesce(case when part.is_list then part.effective_cost else part.list_cost end, 0)
from parts as part
inner join work_shared as shared on shared.pot = part.pot
inner join org.distribution_rule as rule on rule.ordinal = shared.ordinal
inner join (select distinct pot, window_id from work_amount) as amounts on amounts.pot = part.pot
inner join work_scope as scope on scope.window_id = amounts.window_id
inner join work_group on work_group.consumer = part.consumer
