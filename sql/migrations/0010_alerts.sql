-- Alerts and the outbox: what was noticed, and who still has to hear of it.
create table ops.alert (
    alert_id text not null constraint alert_pkey primary key,
    rule_kind text not null constraint alert_rule_kind check (rule_kind in ('budget', 'threshold', 'growth')),
    rule text not null,
    scope_kind text not null constraint alert_scope_kind check (
        scope_kind in ('organisation', 'team', 'tenant', 'tier', 'namespace', 'service', 'account')
    ),
    scope_name text not null,
    billing_month date not null,
    level text not null,
    billing_currency text not null,
    severity text not null constraint alert_severity check (severity in ('notice', 'warning', 'critical')),
    cost text not null constraint alert_cost check (cost in ('effective', 'billed', 'list', 'contracted')),
    amount numeric not null,
    threshold numeric not null,
    percent numeric,
    previous_amount numeric,
    causes jsonb not null,
    explain_command text not null,
    message text not null,
    covered_by text constraint alert_covered_by references ops.alert (alert_id),
    raised_at timestamptz not null default clock_timestamp(),
    run_id bigint,
    acknowledged_at timestamptz,
    acknowledged_by text,
    constraint alert_once unique (rule_kind, rule, scope_kind, scope_name, billing_month, level, billing_currency),
    constraint alert_acknowledged check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index alert_month on ops.alert (billing_month, raised_at);

comment on table ops.alert is 'One row per rule, scope, month, level and currency that was reached; it is raised once and stays, whatever becomes of the cost.';
comment on column ops.alert.alert_id is 'The alert''s id: a digest of rule kind, rule, scope, month, level and currency.';
comment on column ops.alert.rule_kind is 'budget, threshold or growth.';
comment on column ops.alert.rule is 'The rule''s name in the configuration.';
comment on column ops.alert.scope_kind is 'organisation, team, tenant, tier, namespace, service or account.';
comment on column ops.alert.scope_name is 'Which one; empty for the organisation.';
comment on column ops.alert.billing_month is 'First day of the month.';
comment on column ops.alert.level is 'What was reached: 80% of a budget, above a threshold, or a growth of +20%.';
comment on column ops.alert.billing_currency is 'The currency of the amounts.';
comment on column ops.alert.severity is 'How much it matters: critical from 100 % of a budget and above a threshold, warning from 80 % and for growth, else notice.';
comment on column ops.alert.cost is 'Which cost was watched: effective, billed, list or contracted.';
comment on column ops.alert.amount is 'The cost that reached it, exactly, when it was raised.';
comment on column ops.alert.threshold is 'The amount that was to be reached or passed: of a budget, the step''s part.';
comment on column ops.alert.percent is 'The cost in percent of the whole budget, or the growth in percent, cut after two decimals; null for thresholds.';
comment on column ops.alert.previous_amount is 'For growth: the month before; else null.';
comment on column ops.alert.causes is 'The three largest parts of the amount or, for growth, of the rise: [{name, amount}].';
comment on column ops.alert.explain_command is 'The command that shows what the amount is made of.';
comment on column ops.alert.message is 'The alert in one line.';
comment on column ops.alert.covered_by is 'The higher step that was reached with it or before it and whose message speaks for this one, which is not sent; else null.';
comment on column ops.alert.raised_at is 'When it was raised.';
comment on column ops.alert.run_id is 'The run that raised it.';
comment on column ops.alert.acknowledged_at is 'When someone took note, or null.';
comment on column ops.alert.acknowledged_by is 'Who, or null.';

create table ops.outbox (
    alert_id text not null constraint outbox_alert references ops.alert (alert_id),
    receiver text not null,
    payload text not null,
    queued_at timestamptz not null default clock_timestamp(),
    message_id text,
    attempt_count integer not null default 0,
    last_attempt_at timestamptz,
    last_outcome text,
    delivered_at timestamptz,
    constraint outbox_pkey primary key (alert_id, receiver),
    constraint outbox_tried check ((attempt_count = 0) = (message_id is null)),
    constraint outbox_delivered check (delivered_at is null or attempt_count > 0)
);
create index outbox_waiting on ops.outbox (queued_at) where delivered_at is null;
create index outbox_message on ops.outbox (message_id) where delivered_at is null;

comment on table ops.outbox is 'One row per alert and receiver: sent, or waiting to be.';
comment on column ops.outbox.alert_id is 'The alert.';
comment on column ops.outbox.receiver is 'The receiver''s name in the configuration.';
comment on column ops.outbox.payload is 'What is sent where the alert goes alone, byte for byte.';
comment on column ops.outbox.queued_at is 'Since when.';
comment on column ops.outbox.message_id is 'The idempotency key it was first tried under, and keeps: its own id, or that of a digest of several; null before.';
comment on column ops.outbox.attempt_count is 'How often it was tried, noted before each attempt.';
comment on column ops.outbox.last_attempt_at is 'When it was last tried.';
comment on column ops.outbox.last_outcome is 'What came of that; null where the process ended before it could say.';
comment on column ops.outbox.delivered_at is 'When the receiver took it, or null.';
