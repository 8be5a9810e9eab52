-- What month $1 cost each consumer directly, on all its days: what common pots are distributed by.
insert into work_basis (cluster, namespace, tenant, tier, commit, owner, team, account, kind, billing_currency, effective_cost)
select cluster, namespace, tenant, tier, commit, owner, team, account, kind, billing_currency, sum(effective_cost)
from (
    select
        cluster, namespace, tenant, tier, commit, owner, team, coalesce(sub_account_id, billing_account_id) as account, kind,
        billing_currency, effective_cost
    from work_day
    where not is_shared and kind <> 'unallocated'
    union all
    select
        cluster, namespace, tenant, tier, commit, owner, team, coalesce(sub_account_id, billing_account_id) as account, kind,
        billing_currency, effective_cost
    from cost.day
    where billing_month = $1::date and usage_date in (select usage_date from work_kept_day)
        and not is_shared and kind <> 'unallocated'
) as direct
group by cluster, namespace, tenant, tier, commit, owner, team, account, kind, billing_currency
