-- Publishes the daily mart of month $1, as far as it was worked out.
insert into cost.day (
    billing_month, source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id,
    sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    billing_month, source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id,
    sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
    billed_cost, effective_cost, contracted_cost, list_cost
from work_day
where billing_month = $1::date
