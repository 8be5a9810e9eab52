-- The alerts whose ids are in array $1, with all that their message says.
select
    alert_id, rule_kind, rule, scope_kind, scope_name, billing_month, level, billing_currency, severity, cost, amount,
    threshold, percent, previous_amount, causes, explain_command, period, since_date
from ops.alert
where alert_id = any($1::text[])
order by alert_id
