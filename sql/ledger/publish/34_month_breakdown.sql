-- Publishes the monthly sums of month $1 by each dimension alone, which reports show.
insert into cost.month_breakdown (
    billing_month, billing_currency, dimension, name, second_name, team,
    direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
    direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
)
select
    billing_month, billing_currency, breakdown.dimension, breakdown.name, breakdown.second_name, team,
    sum(direct_billed_cost),
    sum(shared_billed_cost),
    sum(direct_effective_cost),
    sum(shared_effective_cost),
    sum(direct_contracted_cost),
    sum(shared_contracted_cost),
    sum(direct_list_cost),
    sum(shared_list_cost)
from cost.month_cost
cross join lateral (
    values
        ('team', team, null::text),
        ('tenant', tenant, null::text),
        ('tier', tier, null::text),
        ('commit', commit, null::text),
        ('owner', owner, null::text),
        ('namespace', namespace, null::text),
        ('service', service, null::text),
        ('kind', kind, null::text),
        ('reason', reason, null::text),
        ('tenant and tier', tenant, tier),
        ('commit and owner', commit, owner),
        ('namespace and workload', namespace, workload),
        ('account and service', account, service)
) as breakdown (dimension, name, second_name)
where billing_month = $1::date
group by 1, 2, 3, 4, 5, 6
