-- Machines whose hour nobody measured, and volumes that no claim holds: unallocated, never onto whoever was measured.
insert into work_allocation (
    billing_month, source, usage_date, resource_key, hour, billing_currency, kind, rule, is_shared, reason,
    billing_account_id, sub_account_id, service_name, cluster, node,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    $1::date, pot.source, pot.usage_date, pot.resource_key, pot.hour, pot.billing_currency,
    'unallocated', 'none', false,
    case when pot.class = 'volume' then 'volume without a claim' else 'no usage' end,
    pot.billing_account_id, pot.sub_account_id, pot.service_name, work_window.cluster, work_window.node,
    pot.billed_cost, pot.effective_cost, pot.contracted_cost, pot.list_cost
from work_pot as pot
inner join work_window
    on work_window.resource_key = pot.basis_resource_key
    and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
where not exists (select 1 from work_amount where work_amount.pot = pot.pot)
    and (pot.billed_cost <> 0 or pot.effective_cost <> 0 or pot.contracted_cost <> 0 or pot.list_cost <> 0)
