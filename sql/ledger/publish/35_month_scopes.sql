-- Publishes the monthly sums of month $1 by cluster and by environment, which budgets may be of.
insert into cost.month_breakdown (
    billing_month, billing_currency, dimension, name, second_name, team,
    direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
    direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
)
with

-- The environment is looked for place by place, not row by row.
places as (

    select
        billing_month, billing_currency, cluster, namespace, account, team,
        sum(direct_billed_cost) as direct_billed_cost, sum(shared_billed_cost) as shared_billed_cost,
        sum(direct_effective_cost) as direct_effective_cost, sum(shared_effective_cost) as shared_effective_cost,
        sum(direct_contracted_cost) as direct_contracted_cost, sum(shared_contracted_cost) as shared_contracted_cost,
        sum(direct_list_cost) as direct_list_cost, sum(shared_list_cost) as shared_list_cost
    from cost.month_cost
    where billing_month = $1::date
    group by billing_month, billing_currency, cluster, namespace, account, team

)

select
    billing_month, billing_currency, breakdown.dimension, breakdown.name, null::text, team,
    sum(direct_billed_cost),
    sum(shared_billed_cost),
    sum(direct_effective_cost),
    sum(shared_effective_cost),
    sum(direct_contracted_cost),
    sum(shared_contracted_cost),
    sum(direct_list_cost),
    sum(shared_list_cost)
from (select places.*, org.environment_of(cluster, namespace, account) as environment from places offset 0) as places
cross join lateral (values ('cluster', cluster), ('environment', environment)) as breakdown (dimension, name)
group by 1, 2, 3, 4, 6
