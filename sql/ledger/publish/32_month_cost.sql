-- Publishes the monthly sums of month $1 by every dimension.
insert into cost.month_cost (
    billing_month, billing_currency, team, tenant, tier, commit, owner, cluster, namespace, workload, service, account, kind,
    reason,
    direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
    direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
)
select
    billing_month, billing_currency, team, tenant, tier, commit, owner, cluster, namespace, workload,
    service_name, coalesce(sub_account_id, billing_account_id), kind, reason,
    trim_scale(coalesce(sum(billed_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(billed_cost) filter (where is_shared), 0)),
    trim_scale(coalesce(sum(effective_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(effective_cost) filter (where is_shared), 0)),
    trim_scale(coalesce(sum(contracted_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(contracted_cost) filter (where is_shared), 0)),
    trim_scale(coalesce(sum(list_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(list_cost) filter (where is_shared), 0))
from cost.day
where billing_month = $1::date
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
