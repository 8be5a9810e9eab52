-- What is booked beside the bill of a month: corrections of closed months, and what people add by hand.
create table cost.booking (
    booking_id bigint generated always as identity constraint booking_pkey primary key,
    origin text not null constraint booking_origin check (origin in ('restatement', 'reopening', 'manual')),
    billing_month date not null,
    original_month date not null,
    cause text not null,
    author text not null,
    booked_at timestamptz not null default clock_timestamp(),
    run_id bigint,
    input_sha256 text,
    inputs jsonb,
    constraint booking_first_days check (extract(day from billing_month) = 1 and extract(day from original_month) = 1),
    constraint booking_cause check (btrim(cause) <> '' and btrim(author) <> '')
);
create index booking_month on cost.booking (billing_month);
create index booking_original on cost.booking (original_month);

comment on table cost.booking is 'One row per set of adjustments that were booked together. Rows are only added.';
comment on column cost.booking.booking_id is 'The booking''s number.';
comment on column cost.booking.origin is 'restatement: the inputs of a closed month changed; reopening: takes such a one back; manual: by a person.';
comment on column cost.booking.billing_month is 'First day of the month in whose reports it is shown.';
comment on column cost.booking.original_month is 'First day of the month that it corrects.';
comment on column cost.booking.cause is 'What changed, or the reason that its author gives.';
comment on column cost.booking.author is 'Who booked it; chargeback for what it found itself.';
comment on column cost.booking.booked_at is 'When.';
comment on column cost.booking.run_id is 'The run that booked it.';
comment on column cost.booking.inputs is 'For restatements: bills'' versions and digests of usage, labels and rules, to tell what changes next.';
comment on column cost.booking.input_sha256 is 'For restatements: digest of the inputs up to which the month is adjusted by it.';

create table cost.decision (
    booking_id bigint not null constraint decision_pkey primary key
        constraint decision_booking references cost.booking (booking_id),
    decision text not null constraint decision_known check (decision in ('approved', 'rejected')),
    decided_at timestamptz not null default clock_timestamp(),
    decided_by text not null constraint decision_who check (btrim(decided_by) <> ''),
    reason text
);

comment on table cost.decision is 'One row per manual booking that was approved or rejected; only approved ones count. Rows are only added.';
comment on column cost.decision.booking_id is 'The booking.';
comment on column cost.decision.decision is 'approved or rejected.';
comment on column cost.decision.decided_at is 'When.';
comment on column cost.decision.decided_by is 'Who; never the booking''s author.';
comment on column cost.decision.reason is 'Why, or null.';

create table cost.adjustment (
    booking_id bigint not null constraint adjustment_booking references cost.booking (booking_id),
    source text not null,
    billing_account_id text not null,
    sub_account_id text,
    service_name text,
    billing_currency text not null,
    original_kind text not null,
    cluster text,
    namespace text,
    tenant text,
    tier text,
    commit text,
    owner text,
    team text,
    reason text,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null,
    constraint adjustment_team_or_reason check ((team is null) = (reason is not null)),
    constraint adjustment_money check (
        billed_cost not in ('NaN', 'Infinity', '-Infinity') and effective_cost not in ('NaN', 'Infinity', '-Infinity')
        and contracted_cost not in ('NaN', 'Infinity', '-Infinity') and list_cost not in ('NaN', 'Infinity', '-Infinity')
    )
);
create index adjustment_of_booking on cost.adjustment (booking_id);

comment on table cost.adjustment is 'One row per booking and set of dimensions: what they cost more, or less. Rows are only added.';
comment on column cost.adjustment.booking_id is 'The booking.';
comment on column cost.adjustment.source is 'The bill''s source; manual for what a person booked.';
comment on column cost.adjustment.billing_account_id is 'FOCUS BillingAccountId; for manual ones the account that it is booked against, or empty.';
comment on column cost.adjustment.sub_account_id is 'FOCUS SubAccountId, or null.';
comment on column cost.adjustment.service_name is 'FOCUS ServiceName, or null.';
comment on column cost.adjustment.billing_currency is 'The currency.';
comment on column cost.adjustment.original_kind is 'The kind of cost in the original month.';
comment on column cost.adjustment.cluster is 'The cluster, or null.';
comment on column cost.adjustment.namespace is 'The namespace, or null.';
comment on column cost.adjustment.tenant is 'For whom it was spent, or null.';
comment on column cost.adjustment.tier is 'At which service tier, or null.';
comment on column cost.adjustment.commit is 'Which version of the code, or null.';
comment on column cost.adjustment.owner is 'Who answers for it, or null.';
comment on column cost.adjustment.team is 'The team that bears it; null where none is found.';
comment on column cost.adjustment.reason is 'Why it has no team, or null.';
comment on column cost.adjustment.billed_cost is 'What is invoiced more, or less.';
comment on column cost.adjustment.effective_cost is 'The same after amortising commitments.';
comment on column cost.adjustment.contracted_cost is 'The same at contracted prices.';
comment on column cost.adjustment.list_cost is 'The same at list prices.';
