-- Alerts that end and may come again, since when they hold, more that is watched, and what scopes stand for.
alter table ops.alert drop constraint alert_rule_kind;
alter table ops.alert add constraint alert_rule_kind check (
    rule_kind in (
        'budget', 'forecast', 'threshold', 'growth', 'anomaly', 'share', 'restatement', 'approval', 'quota', 'unit_cost',
        'minimum', 'price', 'late_bill'
    )
);
alter table ops.alert drop constraint alert_scope_kind;
alter table ops.alert add constraint alert_scope_kind check (
    scope_kind in (
        'organisation', 'team', 'tenant', 'tier', 'namespace', 'service', 'account', 'cluster', 'owner', 'commit',
        'department', 'environment', 'workload', 'source'
    )
);
alter table ops.alert add column since_date date;
alter table ops.alert add column first_alert_id text constraint alert_first references ops.alert (alert_id);
alter table ops.alert add column occurrence integer not null default 1;
alter table ops.alert add column resolved_at timestamptz;
-- Two days of a month are two alerts, and so is what came back after it had ended.
alter table ops.alert drop constraint alert_once;
alter table ops.alert add constraint alert_once unique nulls not distinct (
    rule_kind, rule, scope_kind, scope_name, billing_month, period, level, billing_currency, occurrence
);
create index alert_open on ops.alert (rule, billing_month) where resolved_at is null;
create index alert_occurrence on ops.alert (first_alert_id) where first_alert_id is not null;

comment on table ops.alert is 'One row per rule, scope, period, level and unit that was reached, and once more where it was reached again after it had ended.';
comment on column ops.alert.rule_kind is 'budget, forecast (of a budget), threshold, growth, anomaly, share, restatement, approval, quota, unit_cost, minimum, price or late_bill.';
comment on column ops.alert.scope_kind is 'organisation, team, tenant, tier, namespace, service, account, cluster, owner, commit, department, environment, workload or source.';
comment on column ops.alert.billing_currency is 'What the amounts are in: a currency, percent, cores, GiB or days.';
comment on column ops.alert.since_date is 'The UTC day from which on it holds, or null where that has no day.';
comment on column ops.alert.first_alert_id is 'Where it was reached again: the alert of the first time; else null.';
comment on column ops.alert.occurrence is 'The how manieth time it is.';
comment on column ops.alert.resolved_at is 'When a look at it found that it holds no longer, or null.';

alter table ops.outbox add column notice text not null default 'raised' constraint outbox_notice check (notice in ('raised', 'resolved'));
alter table ops.outbox drop constraint outbox_pkey;
alter table ops.outbox add constraint outbox_pkey primary key (alert_id, receiver, notice);
comment on table ops.outbox is 'One row per alert, receiver and notice: sent, or waiting to be.';
comment on column ops.outbox.notice is 'What is said: raised, or resolved.';

create table ops.pending_alert (
    alert_id text not null constraint pending_alert_pkey primary key,
    rule_kind text not null,
    rule text not null,
    billing_month date not null,
    first_date date not null,
    last_date date not null,
    night_count integer not null
);

comment on table ops.pending_alert is 'One row per alert that has been seen for fewer nights in a row than its rule says (for).';
comment on column ops.pending_alert.alert_id is 'The id that it will have.';
comment on column ops.pending_alert.rule_kind is 'The rule''s kind.';
comment on column ops.pending_alert.rule is 'The rule''s name.';
comment on column ops.pending_alert.billing_month is 'First day of the month.';
comment on column ops.pending_alert.first_date is 'The UTC day on which it was first seen.';
comment on column ops.pending_alert.last_date is 'The UTC day on which it was last seen.';
comment on column ops.pending_alert.night_count is 'On how many days in a row of looking it was seen.';

create table org.scope_pattern (
    scope_kind text not null constraint scope_pattern_kind check (scope_kind = 'department'),
    scope_name text not null,
    field text not null constraint scope_pattern_field check (field = 'team'),
    pattern text not null,
    constraint scope_pattern_pkey primary key (scope_kind, scope_name, field, pattern)
);

comment on table org.scope_pattern is 'One row per scope of several and pattern: what bears any of them belongs to it. Written from the configuration whenever alerts are checked.';
comment on column org.scope_pattern.scope_kind is 'department.';
comment on column org.scope_pattern.scope_name is 'Its name.';
comment on column org.scope_pattern.field is 'What is matched: team.';
comment on column org.scope_pattern.pattern is 'A pattern of LIKE.';

create table org.unit_cost_target (
    rule text not null constraint unit_cost_target_pkey primary key,
    metric text not null,
    dimension text not null,
    name text,
    billing_currency text not null,
    target numeric not null constraint unit_cost_target_positive check (target > 0 and target < 'Infinity'),
    limit_factor numeric not null constraint unit_cost_target_limit check (limit_factor > 0 and limit_factor < 'Infinity')
);

comment on table org.unit_cost_target is 'One row per unit cost of the configuration. Written whenever alerts are checked.';
comment on column org.unit_cost_target.rule is 'The rule''s name.';
comment on column org.unit_cost_target.metric is 'The metric.';
comment on column org.unit_cost_target.dimension is 'namespace, workload, tenant, tier or commit.';
comment on column org.unit_cost_target.name is 'Which one; null for each.';
comment on column org.unit_cost_target.billing_currency is 'The currency.';
comment on column org.unit_cost_target.target is 'What a thousand should cost.';
comment on column org.unit_cost_target.limit_factor is 'How many times that is too much.';

alter table ops.approval add column database_role text default session_user;
alter table ops.approval add column account text;
comment on column ops.approval.approved_by is 'Who decided it, as the command was told.';
comment on column ops.approval.database_role is 'The database''s role of the session that noted it.';
comment on column ops.approval.account is 'The account on the machine that noted it.';
comment on column ops.approval.amount is 'Up to which cost, or by how many percent a quota may be passed; 0 takes an approval back.';
comment on column ops.approval.billing_currency is 'The currency of the amount; percent for a quota.';
