-- What each consumer caused, and the published mart made of it.
create schema cost;
comment on schema cost is 'The ledger: who caused which part of the bill.';

create table cost.allocation (
    billing_month date not null,
    source text not null,
    usage_date date not null,
    resource_key text not null,
    hour smallint,
    billing_currency text not null,
    kind text not null,
    rule text not null,
    is_shared boolean not null,
    reason text,
    billing_account_id text not null,
    sub_account_id text,
    service_name text,
    cluster text,
    namespace text,
    workload text,
    node text,
    pod text,
    pod_key text,
    tenant text,
    tier text,
    commit text,
    owner text,
    team text,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null,
    constraint allocation_kind_known check (kind in (
        'cpu', 'memory', 'gpu', 'storage', 'network',
        'load balancer', 'direct', 'idle', 'platform', 'sidecar',
        'shared', 'commitment purchase', 'unused commitment', 'support', 'tax',
        'credit', 'refund', 'adjustment', 'unallocated'
    ))
) partition by list (billing_month);

comment on table cost.allocation is 'One row per resource, charge period, consumer and kind: the part of the bill that the consumer caused.';
comment on column cost.allocation.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.allocation.source is 'The bill''s source.';
comment on column cost.allocation.usage_date is 'The UTC day the charge period starts on.';
comment on column cost.allocation.resource_key is 'The resource''s key; empty for lines without a resource.';
comment on column cost.allocation.hour is 'The UTC hour where the charge period is exactly one, else null.';
comment on column cost.allocation.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.allocation.kind is 'What it is: cpu, memory, gpu, storage, network, load balancer, direct, idle, platform, sidecar, shared, commitment purchase, unused commitment, support, tax, credit, refund, adjustment, unallocated.';
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
