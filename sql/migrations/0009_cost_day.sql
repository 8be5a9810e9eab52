-- The published mart: exact sums of the allocation by day and every dimension of the reports.
create table cost.day (
    billing_month date not null,
    source text not null,
    usage_date date not null,
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
    tenant text,
    tier text,
    commit text,
    owner text,
    team text,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null,
    constraint day_kind_known check (kind in (
        'cpu', 'memory', 'gpu', 'storage', 'network',
        'load balancer', 'direct', 'idle', 'platform', 'sidecar',
        'shared', 'commitment purchase', 'unused commitment', 'support', 'tax',
        'credit', 'refund', 'adjustment', 'unallocated'
    ))
);
create index day_month on cost.day (billing_month, team);

comment on table cost.day is 'One row per UTC day and set of reporting dimensions: published, proven to add up to the bill.';
comment on column cost.day.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.day.source is 'The bill''s source.';
comment on column cost.day.usage_date is 'The UTC day the charge period starts on.';
comment on column cost.day.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.day.kind is 'What it is: cpu, memory, gpu, storage, network, load balancer, direct, idle, platform, sidecar, shared, commitment purchase, unused commitment, support, tax, credit, refund, adjustment, unallocated.';
comment on column cost.day.rule is 'The rule that placed it.';
comment on column cost.day.is_shared is 'False for direct cost, true for a share of a common pot.';
comment on column cost.day.reason is 'Why it has no team, or null.';
comment on column cost.day.billing_account_id is 'FOCUS BillingAccountId.';
comment on column cost.day.sub_account_id is 'FOCUS SubAccountId.';
comment on column cost.day.service_name is 'FOCUS ServiceName.';
comment on column cost.day.cluster is 'The cluster, or null.';
comment on column cost.day.namespace is 'The namespace, or null.';
comment on column cost.day.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column cost.day.tenant is 'For whom it was spent, or null.';
comment on column cost.day.tier is 'At which service tier, or null.';
comment on column cost.day.commit is 'Which version of the code, or null.';
comment on column cost.day.owner is 'Who answers for it, or null.';
comment on column cost.day.team is 'The team that bears it; null where none is found.';
comment on column cost.day.billed_cost is 'What is invoiced.';
comment on column cost.day.effective_cost is 'After amortising commitments.';
comment on column cost.day.contracted_cost is 'At contracted prices, as far as the bill has them.';
comment on column cost.day.list_cost is 'At list prices, as far as the bill has them.';

create table cost.period (
    billing_month date not null constraint period_pkey primary key,
    state text not null constraint period_state_known check (state in ('open', 'provisional', 'closed')),
    input_sha256 text not null,
    digest text not null,
    run_id bigint,
    published_at timestamptz not null,
    delivery_ids bigint[] not null
);

comment on table cost.period is 'One row per month that is published.';
comment on column cost.period.billing_month is 'First day of the month.';
comment on column cost.period.state is 'open, provisional or closed.';
comment on column cost.period.input_sha256 is 'Digest of all that the allocation was made from: bills, usage, labels, rules.';
comment on column cost.period.digest is 'Digest of the published rows, whatever their order.';
comment on column cost.period.run_id is 'The run that published it.';
comment on column cost.period.published_at is 'When it was published.';
comment on column cost.period.delivery_ids is 'The deliveries it was made from.';
