-- The common pots of month $1 that no day has distributed: of the days that were worked out, and of those that stay.
insert into work_shared (
    kind, resource_key, basis_resource_key, cluster, namespace, node, usage_date, source, billing_account_id, sub_account_id,
    service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
)
select
    kind, resource_key, basis_resource_key, cluster, namespace, node, usage_date, source, billing_account_id, sub_account_id,
    service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
from (
    select
        kind, resource_key, basis_resource_key, cluster, namespace, node, usage_date, source, billing_account_id, sub_account_id,
        service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from work_month_shared
    union all
    select
        kind, resource_key, basis_resource_key, cluster, namespace, node, usage_date, source, billing_account_id, sub_account_id,
        service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from cost.common_pot
    where billing_month = $1::date and usage_date in (select usage_date from work_kept_day)
) as pots
