-- Pods of platform namespaces are a common pot where a rule distributes it; else they stay with their team.
with

moved as (

    delete from work_direct
    using work_consumer as consumer, org.allocation_policy as policy
    where consumer.consumer = work_direct.consumer and consumer.namespace like any (policy.platform_namespaces)
        and exists (select 1 from org.distribution_rule where pot = 'platform')
    returning work_direct.*, consumer.cluster

)

insert into work_shared (
    kind, resource_key, basis_resource_key, cluster, usage_date, source, billing_account_id, sub_account_id,
    service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
)
select
    'platform', pot.resource_key, pot.resource_key, moved.cluster, pot.usage_date, pot.source, pot.billing_account_id,
    pot.sub_account_id, pot.service_name, pot.billing_currency,
    sum(moved.billed_cost), sum(moved.effective_cost), sum(moved.contracted_cost), sum(moved.list_cost)
from moved
inner join work_pot as pot on pot.pot = moved.pot
group by
    pot.resource_key, moved.cluster, pot.usage_date, pot.source, pot.billing_account_id, pot.sub_account_id, pot.service_name,
    pot.billing_currency
