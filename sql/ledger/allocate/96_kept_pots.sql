-- Common pots that nobody takes part in, or that a rule keeps: one line with the team that keeps it, or none.
insert into work_allocation (
    billing_month, source, usage_date, resource_key, hour, billing_currency, kind, rule, is_shared, reason,
    billing_account_id, sub_account_id, service_name, node, cluster, team,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    $1::date, shared.source, shared.usage_date, shared.resource_key, null, shared.billing_currency, shared.kind,
    case when rule.method = 'keep'
        then cost.distribution_rule('keep', shared.kind, case when rule.conditions <> '{}'::jsonb then rule.ordinal end, '', '', false, '')
        else 'nobody to distribute to' end,
    true,
    case when rule.team is null then 'kept apart: ' || shared.kind end,
    shared.billing_account_id, shared.sub_account_id, shared.service_name, shared.node, shared.cluster,
    case when rule.method = 'keep' then rule.team end,
    shared.billed_cost, shared.effective_cost, shared.contracted_cost, shared.list_cost
from work_shared as shared
left join org.distribution_rule as rule on rule.ordinal = shared.ordinal
where not exists (select 1 from work_amount where work_amount.pot = shared.pot)
    and (shared.billed_cost <> 0 or shared.effective_cost <> 0 or shared.contracted_cost <> 0 or shared.list_cost <> 0)
