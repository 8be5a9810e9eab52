-- Closed months: what was frozen, who reopened them and why, and what has come after.
alter table cost.period add column configuration_sha256 text;
comment on column cost.period.configuration_sha256 is 'SHA-256 of the rules and policies that it was made by; null where it was published before this was noted.';

create table cost.closing (
    closing_id bigint generated always as identity constraint closing_pkey primary key,
    billing_month date not null,
    closed_at timestamptz not null default clock_timestamp(),
    closed_by text not null,
    run_id bigint,
    input_sha256 text not null,
    inputs jsonb not null,
    rules jsonb not null,
    rates jsonb not null,
    day_sha256 text not null,
    allocation_sha256 text not null,
    adjustment_sha256 text not null,
    digest text not null
);
create index closing_month on cost.closing (billing_month);

comment on table cost.closing is 'One row per time that a month was closed: everything that was frozen. Rows are only added.';
comment on column cost.closing.closing_id is 'The closing''s number.';
comment on column cost.closing.billing_month is 'First day of the month.';
comment on column cost.closing.closed_at is 'When it was closed.';
comment on column cost.closing.closed_by is 'Who closed it.';
comment on column cost.closing.run_id is 'The run that closed it.';
comment on column cost.closing.input_sha256 is 'Digest of all that the allocation was made from: bills, usage, labels, rules.';
comment on column cost.closing.inputs is 'The bills'' versions with their digests, digests of range exports and cost labels.';
comment on column cost.closing.rules is 'Teams, team rules, distribution rules, price ratios and policy in force.';
comment on column cost.closing.rates is 'The exchange rates of the month, which are locked with it.';
comment on column cost.closing.day_sha256 is 'Digest of the published daily rows, whatever their order.';
comment on column cost.closing.allocation_sha256 is 'Digest of the allocation''s rows, whatever their order.';
comment on column cost.closing.adjustment_sha256 is 'Digest of the adjustments of earlier months that are shown in this one.';
comment on column cost.closing.digest is 'SHA-256 over all of the above digests, inputs, rules and rates.';

create table cost.reopening (
    closing_id bigint not null constraint reopening_pkey primary key
        constraint reopening_closing references cost.closing (closing_id),
    reopened_at timestamptz not null default clock_timestamp(),
    reopened_by text not null,
    reason text not null constraint reopening_reason check (btrim(reason) <> '')
);

comment on table cost.reopening is 'One row per closing that was taken back. Rows are only added.';
comment on column cost.reopening.closing_id is 'The closing.';
comment on column cost.reopening.reopened_at is 'When.';
comment on column cost.reopening.reopened_by is 'Who.';
comment on column cost.reopening.reason is 'Why.';
