-- The ledger in full: who caused which part of which resource's cost, and by which rule.
create view report.allocation as
select
    billing_month, usage_date, hour, billing_currency, source, billing_account_id, sub_account_id,
    service_name as service, resource_key, cluster, namespace, workload, node, pod, pod_key,
    tenant, tier, commit, owner, team, kind, is_shared, reason, rule,
    trim_scale(billed_cost) as billed_cost,
    trim_scale(effective_cost) as effective_cost,
    trim_scale(contracted_cost) as contracted_cost,
    trim_scale(list_cost) as list_cost
from cost.allocation;

comment on view report.allocation is
    'One row per resource, charge period, consumer and kind: the part of the bill that the consumer caused. Large: give billing_month.';
comment on column report.allocation.billing_month is 'First day of the month whose bill it is from.';
comment on column report.allocation.usage_date is 'The UTC day the charge period starts on.';
comment on column report.allocation.hour is 'The UTC hour where the charge period is exactly one, else null.';
comment on column report.allocation.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.allocation.source is 'The bill''s source.';
comment on column report.allocation.billing_account_id is 'FOCUS BillingAccountId: who pays.';
comment on column report.allocation.sub_account_id is 'FOCUS SubAccountId: the account, subscription or project that is charged, or null.';
comment on column report.allocation.service is 'FOCUS ServiceName, or null.';
comment on column report.allocation.resource_key is 'The resource''s key; empty for lines without a resource.';
comment on column report.allocation.cluster is 'The cluster, or null.';
comment on column report.allocation.namespace is 'The namespace, or null.';
comment on column report.allocation.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column report.allocation.node is 'The node it ran on, or null.';
comment on column report.allocation.pod is 'The pod''s name, or null.';
comment on column report.allocation.pod_key is 'The pod''s uid; namespace/name where no export says it; null without a pod.';
comment on column report.allocation.tenant is 'For whom it was spent, or null.';
comment on column report.allocation.tier is 'At which service tier, or null.';
comment on column report.allocation.commit is 'Which version of the code, or null.';
comment on column report.allocation.owner is 'Who answers for it, or null.';
comment on column report.allocation.team is 'The team that bears it; null where none is found, and then reason says why.';
comment on column report.allocation.kind is 'What it is: cpu, memory, gpu, storage, network, load balancer, direct, idle, platform, sidecar, shared, commitment purchase, unused commitment, support, tax, credit, refund, adjustment, unallocated.';
comment on column report.allocation.is_shared is 'False for direct cost, true for a share of a common pot.';
comment on column report.allocation.reason is 'Why it has no team, or null.';
comment on column report.allocation.rule is 'The rule that placed it.';
comment on column report.allocation.billed_cost is 'Billed cost: what is invoiced.';
comment on column report.allocation.effective_cost is 'Effective cost: after spreading prepaid commitments over their use.';
comment on column report.allocation.contracted_cost is 'Contracted cost: at contracted prices, as far as the bill has them.';
comment on column report.allocation.list_cost is 'List cost: at list prices, as far as the bill has them.';
