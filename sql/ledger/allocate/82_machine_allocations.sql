-- What machines and volumes cost their consumers.
insert into work_allocation (
    billing_month, source, usage_date, resource_key, hour, billing_currency, kind, rule, is_shared, reason,
    billing_account_id, sub_account_id, service_name, cluster, namespace, workload, node, pod, pod_key,
    tenant, tier, commit, owner, team, billed_cost, effective_cost, contracted_cost, list_cost
)
select
    $1::date, pot.source, pot.usage_date, pot.resource_key, pot.hour, pot.billing_currency,
    share.kind,
    case pot.class
        when 'node' then 'node by ' || policy.split
        when 'node network' then 'traffic of a node by cpu'
        when 'volume' then case when consumer.pod is null then 'volume of a claim' else 'volume by mounting time' end
        else 'negation of a savings plan by its covered node'
    end,
    false,
    case when team.team is null then 'no team rule matches' end,
    pot.billing_account_id, pot.sub_account_id, pot.service_name,
    consumer.cluster, consumer.namespace, consumer.workload, work_window.node, consumer.pod,
    case when consumer.pod is not null then consumer.pod_key end,
    consumer.tenant, consumer.tier, consumer.commit, consumer.owner, team.team,
    share.billed_cost, share.effective_cost, share.contracted_cost, share.list_cost
from work_share as share
inner join work_pot as pot on pot.pot = share.pot
inner join work_window
    on work_window.resource_key = pot.basis_resource_key
    and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
inner join work_consumer as consumer on consumer.consumer = share.consumer
left join work_consumer_team as team
    on team.consumer = share.consumer and team.valid_from <= pot.usage_date and team.valid_to > pot.usage_date
cross join org.allocation_policy as policy
