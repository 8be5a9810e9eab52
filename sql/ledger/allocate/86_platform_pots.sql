-- Pods of platform namespaces are a common pot where a rule distributes it; else they stay with their team.
with

moved as (

    delete from work_allocation
    using org.allocation_policy as policy
    where work_allocation.namespace like any (policy.platform_namespaces)
        and exists (select 1 from org.distribution_rule where pot = 'platform')
    returning work_allocation.*

)

insert into work_shared (
    kind, resource_key, basis_resource_key, cluster, usage_date, source, billing_account_id, sub_account_id,
    service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
)
select
    'platform', resource_key, resource_key, cluster, usage_date, source, billing_account_id, sub_account_id, service_name,
    billing_currency, sum(billed_cost), sum(effective_cost), sum(contracted_cost), sum(list_cost)
from moved
group by resource_key, cluster, usage_date, source, billing_account_id, sub_account_id, service_name, billing_currency
