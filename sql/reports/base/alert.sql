-- What was noticed: budgets, forecasts, thresholds, growth and the rest, each once.
create view report.alert as
select
    alert_id, billing_month, period, rule_kind, rule, scope_kind, scope_name, level, severity, billing_currency, cost,
    amount, threshold, percent, previous_amount, causes, message, raised_at, acknowledged_at, acknowledged_by, silenced_by
from ops.alert;

comment on view report.alert is
    'One row per rule, scope, period, level and currency that was reached; it is raised once and stays, whatever becomes of the cost.';
comment on column report.alert.alert_id is 'The alerts id.';
comment on column report.alert.billing_month is 'First day of the month; of a longer period, of its first month.';
comment on column report.alert.period is 'The period where it is no month, e.g. 2026-Q4, else null.';
comment on column report.alert.rule_kind is 'budget, forecast, threshold, growth, anomaly, share, restatement or approval.';
comment on column report.alert.rule is 'The rules name in the configuration.';
comment on column report.alert.scope_kind is 'organisation, team, tenant, tier, namespace, service, account, cluster, owner or commit.';
comment on column report.alert.scope_name is 'Which one; empty for the organisation.';
comment on column report.alert.level is 'What was reached: 80% of a budget, above a threshold, a growth of +20%, ….';
comment on column report.alert.severity is 'notice, warning or critical.';
comment on column report.alert.billing_currency is 'The currency of the amounts.';
comment on column report.alert.cost is 'Which cost was watched: effective, billed, list or contracted.';
comment on column report.alert.amount is 'The cost that reached it, when it was raised.';
comment on column report.alert.threshold is 'The amount that was to be reached or passed.';
comment on column report.alert.percent is 'The cost in percent of the budget, or the growth in percent; null where neither is meant.';
comment on column report.alert.previous_amount is 'For growth the period before, else null.';
comment on column report.alert.causes is 'The three largest parts: [{name, amount}].';
comment on column report.alert.message is 'The alert in one line.';
comment on column report.alert.raised_at is 'When it was raised.';
comment on column report.alert.acknowledged_at is 'When someone took note, or null.';
comment on column report.alert.acknowledged_by is 'Who, or null.';
comment on column report.alert.silenced_by is 'Who silenced the rule, or null.';
