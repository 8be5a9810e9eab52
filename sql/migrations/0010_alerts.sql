-- Alerts and the outbox: what was noticed, and who still has to hear of it.
create table ops.alert (
    alert_id text not null constraint alert_pkey primary key,
    rule text not null,
    rule_kind text not null constraint alert_rule_kind check (rule_kind in ('budget', 'threshold', 'growth')),
    scope_kind text not null,
    scope_name text not null,
    billing_month date not null,
    level text not null,
    billing_currency text not null,
    amount numeric not null,
    threshold numeric not null,
    percent numeric,
    causes jsonb not null,
    message text not null,
    raised_at timestamptz not null default now(),
    run_id bigint,
    acknowledged_at timestamptz,
    acknowledged_by text,
    constraint alert_once unique (rule, scope_kind, scope_name, billing_month, level, billing_currency)
);

comment on table ops.alert is 'One row per rule, scope, month and level that was reached; it is raised once.';
comment on column ops.alert.alert_id is 'The alert''s id: a digest of rule, scope, month, level and currency.';
comment on column ops.alert.rule is 'The rule''s name in the configuration.';
comment on column ops.alert.rule_kind is 'budget, threshold or growth.';
comment on column ops.alert.scope_kind is 'organisation, team, tenant, tier, namespace, service or account.';
comment on column ops.alert.scope_name is 'Which one; empty for the organisation.';
comment on column ops.alert.billing_month is 'First day of the month.';
comment on column ops.alert.level is 'The step that was reached: 80%, above, or +20%.';
comment on column ops.alert.billing_currency is 'The currency of the amounts.';
comment on column ops.alert.amount is 'The cost that reached it, exactly.';
comment on column ops.alert.threshold is 'The amount that was to be reached.';
comment on column ops.alert.percent is 'The cost in percent of the budget, or the growth in percent.';
comment on column ops.alert.causes is 'The three largest parts of the amount.';
comment on column ops.alert.message is 'The alert in one line.';
comment on column ops.alert.raised_at is 'When it was raised.';
comment on column ops.alert.run_id is 'The run that raised it.';
comment on column ops.alert.acknowledged_at is 'When someone took note, or null.';
comment on column ops.alert.acknowledged_by is 'Who, or null.';

create table ops.outbox (
    alert_id text not null constraint outbox_alert references ops.alert (alert_id),
    receiver text not null,
    payload text not null,
    queued_at timestamptz not null default now(),
    attempt_count integer not null default 0,
    last_attempt_at timestamptz,
    last_outcome text,
    delivered_at timestamptz,
    constraint outbox_pkey primary key (alert_id, receiver)
);
create index outbox_waiting on ops.outbox (queued_at) where delivered_at is null;

comment on table ops.outbox is 'One row per alert and receiver: sent, or waiting to be.';
comment on column ops.outbox.alert_id is 'The alert.';
comment on column ops.outbox.receiver is 'The receiver''s name in the configuration.';
comment on column ops.outbox.payload is 'What is sent, byte for byte.';
comment on column ops.outbox.queued_at is 'Since when.';
comment on column ops.outbox.attempt_count is 'How often it was tried.';
comment on column ops.outbox.last_attempt_at is 'When it was last tried.';
comment on column ops.outbox.last_outcome is 'What came of it.';
comment on column ops.outbox.delivered_at is 'When the receiver took it, or null.';
