-- What machines and volumes are divided into is kept by what is divided, with arrays of its parts, instead of a wide row
-- per part; cost.allocation becomes the view over both. What is published already stays where it is.
alter table cost.allocation rename to placement;
alter table cost.placement rename constraint allocation_kind_known to placement_kind_known;
comment on table cost.placement is 'One row per resource, charge period, consumer and kind of what is placed whole: direct and shared cost; and machines of months allocated before there was cost.share.';

create table cost.share (
    billing_month date not null,
    part integer not null,
    usage_date date not null,
    resource_key text not null,
    hour smallint,
    source text not null,
    billing_account_id text not null,
    sub_account_id text,
    service_name text,
    billing_currency text not null,
    kind text not null,
    rule text not null,
    node text,
    consumers integer[] not null,
    billed_cost numeric[],
    effective_cost numeric[] not null,
    contracted_cost numeric[],
    list_cost numeric[],
    constraint share_kind_known check (kind in ('cpu', 'memory', 'gpu', 'storage', 'network')),
    constraint share_has_consumers check (cardinality(consumers) > 0)
) partition by list (billing_month);

comment on table cost.share is 'One row per machine or volume, charge period and kind: an amount with its parts, in the order of consumers. Read it through cost.allocation.';
comment on column cost.share.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.share.part is 'Which of the month''s sets of consumers the numbers are of.';
comment on column cost.share.usage_date is 'The UTC day the charge period starts on.';
comment on column cost.share.resource_key is 'The resource''s key.';
comment on column cost.share.hour is 'The UTC hour where the charge period is exactly one, else null.';
comment on column cost.share.source is 'The bill''s source.';
comment on column cost.share.billing_account_id is 'FOCUS BillingAccountId.';
comment on column cost.share.sub_account_id is 'FOCUS SubAccountId.';
comment on column cost.share.service_name is 'FOCUS ServiceName.';
comment on column cost.share.billing_currency is 'The currency.';
comment on column cost.share.kind is 'Which part of the machine or volume: cpu, memory, gpu, storage, network.';
comment on column cost.share.rule is 'The rule that divided it.';
comment on column cost.share.node is 'The node, or null.';
comment on column cost.share.consumers is 'The consumers, ascending. Numbers that cost.consumer does not have are idle capacity and what rules share out: cost.placement has them.';
comment on column cost.share.billed_cost is 'Their billed cost; null: as effective; empty: nought.';
comment on column cost.share.effective_cost is 'Their effective cost; empty: nought.';
comment on column cost.share.contracted_cost is 'Their contracted cost; null: as effective; empty: nought.';
comment on column cost.share.list_cost is 'Their list cost; null: as effective; empty: nought.';

create table cost.consumer (
    billing_month date not null,
    part integer not null,
    consumer integer not null,
    valid_from date not null,
    valid_to date not null,
    cluster text,
    namespace text,
    workload text,
    pod text,
    pod_key text,
    tenant text,
    tier text,
    commit text,
    owner text,
    team text
) partition by list (billing_month);

comment on table cost.consumer is 'One row per consumer of a part of a month and stretch of days in which its team is the same.';
comment on column cost.consumer.billing_month is 'First day of the month.';
comment on column cost.consumer.part is 'The days that were worked out together.';
comment on column cost.consumer.consumer is 'Its number, in the order of its key''s bytes.';
comment on column cost.consumer.valid_from is 'The first day on which it is of this team.';
comment on column cost.consumer.valid_to is 'The first day on which it is no longer.';
comment on column cost.consumer.cluster is 'The cluster.';
comment on column cost.consumer.namespace is 'The namespace.';
comment on column cost.consumer.workload is 'The controller, or null.';
comment on column cost.consumer.pod is 'The pod''s name; null for a claim that no pod is known to mount.';
comment on column cost.consumer.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column cost.consumer.tenant is 'For whom it works, or null.';
comment on column cost.consumer.tier is 'At which service tier, or null.';
comment on column cost.consumer.commit is 'Which version of the code, or null.';
comment on column cost.consumer.owner is 'Who answers for it, or null.';
comment on column cost.consumer.team is 'The team that bears it, or null.';

create table cost.common_pot (
    billing_month date not null,
    kind text not null,
    resource_key text not null,
    basis_resource_key text not null,
    cluster text,
    usage_date date not null,
    source text not null,
    billing_account_id text not null,
    sub_account_id text,
    service_name text,
    billing_currency text not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
);
create index common_pot_month on cost.common_pot (billing_month, usage_date);

comment on table cost.common_pot is 'One row per common pot of a day that no day has shared out by itself: distributed anew, over the month, by each allocation.';
comment on column cost.common_pot.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.common_pot.kind is 'Which pot: idle, platform, tax, support, …';
comment on column cost.common_pot.resource_key is 'The resource''s key; empty for lines without a resource.';
comment on column cost.common_pot.basis_resource_key is 'The machine whose consumers share it first.';
comment on column cost.common_pot.cluster is 'The cluster it belongs to, or null.';
comment on column cost.common_pot.usage_date is 'The UTC day.';
comment on column cost.common_pot.source is 'The bill''s source.';
comment on column cost.common_pot.billing_account_id is 'FOCUS BillingAccountId.';
comment on column cost.common_pot.sub_account_id is 'FOCUS SubAccountId.';
comment on column cost.common_pot.service_name is 'FOCUS ServiceName.';
comment on column cost.common_pot.billing_currency is 'The currency.';
comment on column cost.common_pot.billed_cost is 'Billed cost.';
comment on column cost.common_pot.effective_cost is 'Effective cost.';
comment on column cost.common_pot.contracted_cost is 'Contracted cost.';
comment on column cost.common_pot.list_cost is 'List cost.';

create table cost.day_input (
    billing_month date not null,
    usage_date date not null,
    part integer not null,
    charge_digest text not null,
    usage_digest text not null,
    label_digest text not null,
    rule_digest text not null,
    constraint day_input_pkey primary key (billing_month, usage_date)
);

comment on table cost.day_input is 'One row per day of a published month: what it was worked out from. A day whose inputs are the same stays as it is.';
comment on column cost.day_input.billing_month is 'First day of the month.';
comment on column cost.day_input.usage_date is 'The UTC day.';
comment on column cost.day_input.part is 'The set of consumers that its shares name.';
comment on column cost.day_input.charge_digest is 'Of its charges.';
comment on column cost.day_input.usage_digest is 'Of the range exports that its machines'' windows go by.';
comment on column cost.day_input.label_digest is 'Of its consumers'' labels and controllers.';
comment on column cost.day_input.rule_digest is 'Of the configuration.';
