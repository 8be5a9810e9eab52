-- What pods without a team cost that only the provider names: without a team, with that reason, day by day.
with

unknown as materialized (

    select consumer.consumer, consumer.cluster, consumer.namespace, consumer.workload, consumer.pod, consumer.pod_key,
        consumer.tenant, consumer.tier, consumer.commit, consumer.owner
    from work_consumer as consumer
    where consumer.pod_key is not null and consumer.pod is not null
        and not exists (
            select 1 from usage.pod_day as known
            where known.cluster = consumer.cluster and known.pod_key = consumer.pod_key
                and known.usage_date >= $2::date and known.usage_date < $3::date
        )

),

gone as (

    delete from work_direct as direct
    using unknown, work_pot as pot, work_consumer_team as team
    where direct.consumer = unknown.consumer and pot.pot = direct.pot
        and pot.class ~ 'by the provider''s (split|allocation)'
        and team.consumer = direct.consumer and team.valid_from <= pot.usage_date and team.valid_to > pot.usage_date
        and team.team is null
    returning direct.*

)

insert into work_allocation (
    billing_month, source, usage_date, resource_key, hour, billing_currency, kind, rule, is_shared, reason,
    billing_account_id, sub_account_id, service_name, node, cluster, namespace, workload, pod, pod_key, tenant, tier, commit, owner,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    $1::date, pot.source, pot.usage_date, pot.resource_key, null, pot.billing_currency, gone.kind, pot.class, false,
    'pod that only the provider names', pot.billing_account_id, pot.sub_account_id, pot.service_name, work_window.node,
    unknown.cluster, unknown.namespace, unknown.workload, unknown.pod, unknown.pod_key, unknown.tenant, unknown.tier,
    unknown.commit, unknown.owner, gone.billed_cost, gone.effective_cost, gone.contracted_cost, gone.list_cost
from gone
inner join unknown on unknown.consumer = gone.consumer
inner join work_pot as pot on pot.pot = gone.pot
inner join work_window
    on work_window.resource_key = pot.basis_resource_key
    and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
