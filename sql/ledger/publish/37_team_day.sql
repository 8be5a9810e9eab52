-- Publishes the daily sums of month $1 by team and kind.
insert into cost.team_day (
    billing_month, usage_date, billing_currency, team, kind,
    direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
    direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
)
select
    billing_month, usage_date, billing_currency, team, kind,
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
group by 1, 2, 3, 4, 5
