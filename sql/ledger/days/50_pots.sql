-- The pots of the days at hand.
insert into work_pot (
    class, resource_key, basis_resource_key, usage_date, hour, started_at, ended_at, source, billing_account_id,
    sub_account_id, service_name, item_key, instance_family, billing_currency,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    class, resource_key, basis_resource_key, usage_date, hour, started_at, ended_at, source, billing_account_id,
    sub_account_id, service_name, item_key, instance_family, billing_currency,
    billed_cost, effective_cost, contracted_cost, list_cost
from work_month_pot
where usage_date in (select usage_date from work_days)
