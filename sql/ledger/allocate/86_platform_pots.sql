-- Pods of platform namespaces are a common pot where a rule distributes them; else they stay with their team. Namespaces of
-- one rule and environment are one pot, which carries the name of the first.
with

platform as (

    select
        direct.pot, direct.kind, direct.consumer, consumer.cluster, consumer.namespace,
        coalesce(pot.sub_account_id, pot.billing_account_id) as account, pot.service_name
    from work_direct as direct
    inner join work_consumer as consumer on consumer.consumer = direct.consumer
    inner join work_pot as pot on pot.pot = direct.pot
    cross join org.allocation_policy as policy
    where consumer.namespace like any (policy.platform_namespaces)
        and exists (select 1 from org.distribution_rule where pot = 'platform')

),

-- What rules look at, once each.
places as materialized (

    select places.*, org.environment_of(cluster, namespace, account) as environment
    from (select distinct cluster, namespace, account, service_name from platform) as places

),

rules as materialized (

    select
        array[cluster, namespace, account, service_name] as place, environment,
        org.rule_of_pot('platform', cluster, namespace, account, service_name, environment) as ordinal
    from places

),

moved as (

    delete from work_direct
    using platform, rules
    where rules.place = array[platform.cluster, platform.namespace, platform.account, platform.service_name]
        and rules.ordinal is not null and work_direct.pot = platform.pot and work_direct.kind = platform.kind
        and work_direct.consumer = platform.consumer
    returning work_direct.*, platform.cluster, platform.namespace, rules.environment, rules.ordinal

)

insert into work_shared (
    kind, resource_key, basis_resource_key, cluster, namespace, usage_date, source, billing_account_id, sub_account_id,
    service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
)
select
    'platform', pot.resource_key, pot.resource_key, moved.cluster, min(moved.namespace collate "C"), pot.usage_date, pot.source,
    pot.billing_account_id, pot.sub_account_id, pot.service_name, pot.billing_currency,
    sum(moved.billed_cost), sum(moved.effective_cost), sum(moved.contracted_cost), sum(moved.list_cost)
from moved
inner join work_pot as pot on pot.pot = moved.pot
group by
    pot.resource_key, moved.cluster, moved.environment, moved.ordinal, pot.usage_date, pot.source, pot.billing_account_id,
    pot.sub_account_id, pot.service_name, pot.billing_currency
