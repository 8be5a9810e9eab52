-- Clusters and environments among the monthly sums by each dimension: budgets are asked by them. What is published already:
insert into cost.month_breakdown (
    billing_month, billing_currency, dimension, name, second_name, team,
    direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
    direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
)
with

places as (

    select costs.*, environment.environment
    from (select distinct cluster, namespace, account from cost.month_cost) as costs
    left join lateral (
        select environment.environment
        from org.environment as environment
        where not exists (
            select from jsonb_each(environment.conditions) as condition
            where not exists (
                select from jsonb_array_elements_text(condition.value) as pattern
                where case condition.key
                    when 'cluster' then costs.cluster
                    when 'namespace' then costs.namespace
                    when 'account' then costs.account
                end like pattern
            )
        )
        order by environment.ordinal
        limit 1
    ) as environment on true

)

select
    costs.billing_month, costs.billing_currency, breakdown.dimension, breakdown.name, null::text, costs.team,
    sum(direct_billed_cost),
    sum(shared_billed_cost),
    sum(direct_effective_cost),
    sum(shared_effective_cost),
    sum(direct_contracted_cost),
    sum(shared_contracted_cost),
    sum(direct_list_cost),
    sum(shared_list_cost)
from cost.month_cost as costs
inner join places
    on places.account = costs.account
    and coalesce(places.cluster, '') = coalesce(costs.cluster, '')
    and coalesce(places.namespace, '') = coalesce(costs.namespace, '')
cross join lateral (values ('cluster', costs.cluster), ('environment', places.environment)) as breakdown (dimension, name)
group by 1, 2, 3, 4, 6;

comment on column cost.month_breakdown.dimension is
    'team, tenant, tier, commit, owner, namespace, service, kind, reason, cluster, environment, or a pair: tenant and tier, commit and owner, namespace and workload, account and service.';
