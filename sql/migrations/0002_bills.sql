-- Bills: what is charged (bill.item), each line's money (bill.charge), and which version counts (bill.delivery).
create schema bill;
comment on schema bill is 'Bills as they came, in FOCUS words: deliveries, items, charges.';

create table bill.load (
    load_id bigint generated always as identity constraint load_pkey primary key,
    source text not null,
    format text not null,
    loaded_at timestamptz not null default now(),
    run_id bigint
);

comment on table bill.load is 'One row per delivery of files that was taken in, all or nothing.';
comment on column bill.load.load_id is 'The load''s number; bill.charge has a partition per load.';
comment on column bill.load.source is 'The source''s name: --source, or that of the configuration.';
comment on column bill.load.format is 'focus, aws-cur, …';
comment on column bill.load.loaded_at is 'When it was stored.';
comment on column bill.load.run_id is 'The run that stored it.';

create table bill.file (
    load_id bigint not null constraint file_load references bill.load (load_id),
    file_number integer not null,
    path text not null,
    sha256 text not null,
    header_sha256 text not null,
    byte_count bigint not null,
    row_count bigint not null,
    constraint file_pkey primary key (load_id, file_number)
);
create index file_path on bill.file (path, load_id);

comment on table bill.file is 'One row per file of a load.';
comment on column bill.file.load_id is 'The load.';
comment on column bill.file.file_number is 'Its place in the load, from 1.';
comment on column bill.file.path is 'The path as it was given.';
comment on column bill.file.sha256 is 'SHA-256 of the file as it lay on disk.';
comment on column bill.file.header_sha256 is 'SHA-256 of its header line.';
comment on column bill.file.byte_count is 'Its size on disk in bytes.';
comment on column bill.file.row_count is 'Data rows in it.';

create table bill.delivery (
    delivery_id bigint generated always as identity constraint delivery_pkey primary key,
    load_id bigint not null constraint delivery_load references bill.load (load_id),
    period_number smallint not null,
    source text not null,
    billing_account_id text not null,
    billing_period_started_at timestamptz not null,
    billing_period_ended_at timestamptz not null,
    billing_month date not null constraint delivery_month_first check (extract(day from billing_month) = 1),
    version integer not null,
    state text not null constraint delivery_state_known check (state in ('current', 'superseded')),
    content_sha256 text not null,
    row_count bigint not null,
    charge_count bigint not null,
    constraint delivery_of_load unique (load_id, period_number),
    constraint delivery_version unique (source, billing_account_id, billing_period_started_at, version),
    constraint delivery_period check (billing_period_started_at < billing_period_ended_at)
);
create unique index delivery_one_current
    on bill.delivery (source, billing_account_id, billing_period_started_at) where state = 'current';
create index delivery_month on bill.delivery (billing_month) where state = 'current';

comment on table bill.delivery is 'One row per version of a bill: source, billing account and billing period.';
comment on column bill.delivery.delivery_id is 'The delivery''s number.';
comment on column bill.delivery.load_id is 'The load it came with.';
comment on column bill.delivery.period_number is 'Its number within the load, from 1.';
comment on column bill.delivery.source is 'The source''s name.';
comment on column bill.delivery.billing_account_id is 'FOCUS BillingAccountId: who pays.';
comment on column bill.delivery.billing_period_started_at is 'FOCUS BillingPeriodStart, UTC.';
comment on column bill.delivery.billing_period_ended_at is 'FOCUS BillingPeriodEnd, UTC, exclusive.';
comment on column bill.delivery.billing_month is 'First day of the month the billing period starts in.';
comment on column bill.delivery.version is '1 for the first delivery of the period, and so on.';
comment on column bill.delivery.state is 'current or superseded; one version of a period is current.';
comment on column bill.delivery.content_sha256 is 'Digest of all charges whatever their order, compression or split into files.';
comment on column bill.delivery.row_count is 'Data rows of the files.';
comment on column bill.delivery.charge_count is 'Charges made of them; a row with two meanings gives two.';

create table bill.delivery_total (
    delivery_id bigint not null constraint delivery_total_delivery references bill.delivery (delivery_id),
    billing_currency text not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null,
    contracted_cost_missing bigint not null,
    list_cost_missing bigint not null,
    constraint delivery_total_pkey primary key (delivery_id, billing_currency)
);

comment on table bill.delivery_total is 'One row per delivery and currency: the sums as the reader added them up from the file.';
comment on column bill.delivery_total.delivery_id is 'The delivery.';
comment on column bill.delivery_total.billing_currency is 'FOCUS BillingCurrency.';
comment on column bill.delivery_total.billed_cost is 'Sum of BilledCost.';
comment on column bill.delivery_total.effective_cost is 'Sum of EffectiveCost.';
comment on column bill.delivery_total.contracted_cost is 'Sum of ContractedCost where there is one.';
comment on column bill.delivery_total.list_cost is 'Sum of ListCost where there is one.';
comment on column bill.delivery_total.contracted_cost_missing is 'Charges without a ContractedCost.';
comment on column bill.delivery_total.list_cost_missing is 'Charges without a ListCost.';
