-- What teams dispute of their costs, and what became of it. Nothing is edited in place: each step is a row of its own.
create table cost.dispute (
    dispute_id bigint generated always as identity constraint dispute_pkey primary key,
    billing_month date not null,
    team text not null,
    kind text,
    commit text,
    resource_key text,
    billing_currency text not null,
    figure_cost numeric not null,
    amount numeric not null,
    reason text not null,
    author text not null,
    opened_at timestamptz not null default clock_timestamp(),
    run_id bigint,
    constraint dispute_first_day check (extract(day from billing_month) = 1),
    constraint dispute_words check (btrim(reason) <> '' and btrim(author) <> ''),
    constraint dispute_money check (
        amount not in ('NaN', 'Infinity', '-Infinity') and figure_cost not in ('NaN', 'Infinity', '-Infinity')
    ),
    constraint dispute_within_figure check (
        amount <> 0 and sign(amount) = sign(figure_cost) and abs(amount) <= abs(figure_cost)
    )
);
create index dispute_month on cost.dispute (billing_month, team);

comment on table cost.dispute is 'One row per dispute: a team says that it does not owe an amount of a figure. Rows are only added.';
comment on column cost.dispute.dispute_id is 'The dispute''s number.';
comment on column cost.dispute.billing_month is 'First day of the month whose figure it is.';
comment on column cost.dispute.team is 'The team that was charged.';
comment on column cost.dispute.kind is 'The kind of cost, or null for all.';
comment on column cost.dispute.commit is 'The version of the code, or null for all.';
comment on column cost.dispute.resource_key is 'The resource''s key, or null for all.';
comment on column cost.dispute.billing_currency is 'The currency.';
comment on column cost.dispute.figure_cost is 'The figure''s effective cost when the dispute was opened.';
comment on column cost.dispute.amount is 'How much of it is disputed.';
comment on column cost.dispute.reason is 'Why.';
comment on column cost.dispute.author is 'Who opened it.';
comment on column cost.dispute.opened_at is 'When.';
comment on column cost.dispute.run_id is 'The run that noted it.';

create table cost.dispute_event (
    event_id bigint generated always as identity constraint dispute_event_pkey primary key,
    dispute_id bigint not null constraint dispute_event_dispute references cost.dispute (dispute_id),
    event text not null constraint dispute_event_known check (event in ('accepted', 'rejected', 'settled')),
    amount numeric,
    booking_id bigint constraint dispute_event_booking references cost.booking (booking_id),
    author text not null,
    reason text,
    noted_at timestamptz not null default clock_timestamp(),
    run_id bigint,
    constraint dispute_event_amount check ((event = 'accepted') = (amount is not null)),
    constraint dispute_event_settles check ((event = 'settled') = (booking_id is not null)),
    constraint dispute_event_words check (btrim(author) <> '' and (event = 'settled' or btrim(coalesce(reason, '')) <> ''))
);
create index dispute_event_dispute on cost.dispute_event (dispute_id);
create unique index dispute_event_answers_once on cost.dispute_event (dispute_id) where event in ('accepted', 'rejected');

comment on table cost.dispute_event is 'One row per answer to a dispute, and per booking that is to settle it. Rows are only added.';
comment on column cost.dispute_event.event_id is 'The event''s number.';
comment on column cost.dispute_event.dispute_id is 'The dispute.';
comment on column cost.dispute_event.event is 'accepted or rejected, once; settled: a booking by hand was linked to an accepted dispute.';
comment on column cost.dispute_event.amount is 'How much of it was accepted; null for other events.';
comment on column cost.dispute_event.booking_id is 'The booking that settles it once it is approved; null for other events.';
comment on column cost.dispute_event.author is 'Who did it; never the dispute''s author where it is an answer.';
comment on column cost.dispute_event.reason is 'Why; null where a booking was linked without a word.';
comment on column cost.dispute_event.noted_at is 'When.';
comment on column cost.dispute_event.run_id is 'The run that noted it.';
