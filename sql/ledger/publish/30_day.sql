-- Publishes the daily mart of month $1.
insert into cost.day (
    billing_month, source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id,
    sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    billing_month, source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id,
    sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
    trim_scale(sum(billed_cost)), trim_scale(sum(effective_cost)), trim_scale(sum(contracted_cost)),
    trim_scale(sum(list_cost))
from work_allocation
where billing_month = $1::date
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
