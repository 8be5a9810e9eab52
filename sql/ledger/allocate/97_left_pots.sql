-- The pots that nobody of their machine and day takes part in, or whose rule goes by more than that: for the month's end.
insert into work_month_shared (
    kind, resource_key, basis_resource_key, cluster, namespace, node, usage_date, source, billing_account_id, sub_account_id,
    service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
)
select
    kind, resource_key, basis_resource_key, cluster, namespace, node, usage_date, source, billing_account_id, sub_account_id,
    service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
from work_shared
where not exists (select 1 from work_amount where work_amount.pot = work_shared.pot)
