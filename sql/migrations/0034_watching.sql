-- More kinds of rules, periods other than months, silences and approvals.
alter table ops.alert drop constraint alert_rule_kind;
alter table ops.alert add constraint alert_rule_kind check (
    rule_kind in ('budget', 'forecast', 'threshold', 'growth', 'anomaly', 'share', 'restatement', 'approval')
);
alter table ops.alert drop constraint alert_scope_kind;
alter table ops.alert add constraint alert_scope_kind check (
    scope_kind in (
        'organisation', 'team', 'tenant', 'tier', 'namespace', 'service', 'account', 'cluster', 'owner', 'commit'
    )
);
alter table ops.alert add column period text;
alter table ops.alert add column silenced_by text;

comment on column ops.alert.rule_kind is 'budget, forecast (of a budget), threshold, growth, anomaly, share, restatement or approval.';
comment on column ops.alert.scope_kind is 'organisation, team, tenant, tier, namespace, service, account, cluster, owner or commit.';
comment on column ops.alert.billing_month is 'First day of the month; of a longer period, of its first month.';
comment on column ops.alert.period is 'The period where it is no month: a quarter 2026-Q4, a year 2026, a week 2026-W42 or a day 2026-10-14; else null.';
comment on column ops.alert.silenced_by is 'Who silenced the rule, so that the alert is stored and not sent; else null.';

create table ops.silence (
    rule text not null,
    scope_kind text not null,
    scope_name text not null,
    until_date date not null,
    reason text not null,
    silenced_by text not null,
    silenced_at timestamptz not null default clock_timestamp(),
    constraint silence_has_reason check (reason <> '' and silenced_by <> '')
);

comment on table ops.silence is 'One row per decision to keep a rule quiet for a while; it is never edited, the newest counts.';
comment on column ops.silence.rule is 'The rule''s name.';
comment on column ops.silence.scope_kind is 'The scope''s kind; empty for whatever scope the rule has.';
comment on column ops.silence.scope_name is 'The scope''s name; empty for whatever scope the rule has.';
comment on column ops.silence.until_date is 'The first UTC day on which it speaks again; one in the past ends a silence.';
comment on column ops.silence.reason is 'Why.';
comment on column ops.silence.silenced_by is 'Who decided it.';
comment on column ops.silence.silenced_at is 'When.';

create table ops.approval (
    rule text not null,
    billing_month date not null,
    billing_currency text not null,
    amount numeric not null constraint approval_amount check (amount >= 0 and amount <> 'NaN' and amount <> 'Infinity'),
    until_date date,
    reason text not null,
    approved_by text not null,
    approved_at timestamptz not null default clock_timestamp(),
    constraint approval_has_reason check (reason <> '' and approved_by <> '')
);

comment on table ops.approval is 'One row per decision that a rule''s scope may cost up to an amount in a month; it is never edited, the newest counts.';
comment on column ops.approval.rule is 'The name of the rule that asks for approval.';
comment on column ops.approval.billing_month is 'First day of the month that it is for.';
comment on column ops.approval.billing_currency is 'The currency of the amount.';
comment on column ops.approval.amount is 'Up to which cost; 0 takes an approval back.';
comment on column ops.approval.until_date is 'The first UTC day on which it holds no longer, or null.';
comment on column ops.approval.reason is 'Why.';
comment on column ops.approval.approved_by is 'Who decided it.';
comment on column ops.approval.approved_at is 'When.';
