-- The ledger's detail in its documented columns, whatever it is kept in.
create view cost.allocation as
select
    billing_month, source, usage_date, resource_key, hour, billing_currency, kind, rule, is_shared, reason,
    billing_account_id, sub_account_id, service_name, cluster, namespace, workload, node, pod, pod_key,
    tenant, tier, commit, owner, team, billed_cost, effective_cost, contracted_cost, list_cost
from cost.placement
union all
select
    part.billing_month, part.source, part.usage_date, part.resource_key, part.hour, part.billing_currency, part.kind,
    case when part.kind = 'storage' and consumer.pod is null then 'volume of a claim' else part.rule end,
    false,
    case when consumer.team is null then 'no team rule matches' end,
    part.billing_account_id, part.sub_account_id, part.service_name,
    consumer.cluster, consumer.namespace, consumer.workload, part.node, consumer.pod,
    case when consumer.pod is not null then consumer.pod_key end,
    consumer.tenant, consumer.tier, consumer.commit, consumer.owner, consumer.team,
    coalesce(case when part.is_billed_effective then part.effective_cost else part.billed_cost end, 0),
    coalesce(part.effective_cost, 0),
    coalesce(case when part.is_contracted_effective then part.effective_cost else part.contracted_cost end, 0),
    coalesce(case when part.is_list_effective then part.effective_cost else part.list_cost end, 0)
from (
    -- Side by side; what is shorter ends in nulls. Taken apart before anything is joined.
    select
        billing_month, part, usage_date, resource_key, hour, source, billing_account_id, sub_account_id, service_name,
        billing_currency, kind, rule, node,
        billed_cost is null as is_billed_effective, contracted_cost is null as is_contracted_effective,
        list_cost is null as is_list_effective,
        unnest(consumers) as consumer, unnest(billed_cost) as billed_cost, unnest(effective_cost) as effective_cost,
        unnest(contracted_cost) as contracted_cost, unnest(list_cost) as list_cost
    from cost.share
) as part
-- Idle capacity and what rules share out have no consumer of their own: they are placed where the rules put them.
inner join cost.consumer as consumer
    on consumer.billing_month = part.billing_month and consumer.part = part.part and consumer.consumer = part.consumer
    and consumer.valid_from <= part.usage_date and consumer.valid_to > part.usage_date;

comment on view cost.allocation is
    'One row per resource, charge period, consumer and kind: the part of the bill that the consumer caused.';
comment on column cost.allocation.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.allocation.source is 'The bill''s source.';
comment on column cost.allocation.usage_date is 'The UTC day the charge period starts on.';
comment on column cost.allocation.resource_key is 'The resource''s key; empty for lines without a resource.';
comment on column cost.allocation.hour is 'The UTC hour where the charge period is exactly one, else null.';
comment on column cost.allocation.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.allocation.kind is 'What it is: cpu, memory, gpu, storage, network, load balancer, direct, idle, platform, control plane, sidecar, shared, commitment purchase, unused commitment, support, tax, credit, refund, adjustment, unallocated.';
comment on column cost.allocation.rule is 'The rule that placed it.';
comment on column cost.allocation.is_shared is 'False for direct cost, true for a share of a common pot.';
comment on column cost.allocation.reason is 'Why it has no team, or null.';
comment on column cost.allocation.billing_account_id is 'FOCUS BillingAccountId.';
comment on column cost.allocation.sub_account_id is 'FOCUS SubAccountId.';
comment on column cost.allocation.service_name is 'FOCUS ServiceName.';
comment on column cost.allocation.cluster is 'The cluster, or null.';
comment on column cost.allocation.namespace is 'The namespace, or null.';
comment on column cost.allocation.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column cost.allocation.node is 'The node it ran on, or null.';
comment on column cost.allocation.pod is 'The pod''s name, or null.';
comment on column cost.allocation.pod_key is 'The pod''s uid; namespace/name where no export says it; null without a pod.';
comment on column cost.allocation.tenant is 'For whom it was spent, or null.';
comment on column cost.allocation.tier is 'At which service tier, or null.';
comment on column cost.allocation.commit is 'Which version of the code, or null.';
comment on column cost.allocation.owner is 'Who answers for it, or null.';
comment on column cost.allocation.team is 'The team that bears it; null where none is found.';
comment on column cost.allocation.billed_cost is 'What is invoiced.';
comment on column cost.allocation.effective_cost is 'After amortising commitments.';
comment on column cost.allocation.contracted_cost is 'At contracted prices, as far as the bill has them.';
comment on column cost.allocation.list_cost is 'At list prices, as far as the bill has them.';
