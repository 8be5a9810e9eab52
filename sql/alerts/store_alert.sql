-- Stores an alert where it is new; no row comes back where it was raised before.
insert into ops.alert (
    alert_id, rule_kind, rule, scope_kind, scope_name, billing_month, level, billing_currency, severity, cost, amount,
    threshold, percent, previous_amount, causes, explain_command, message, covered_by, run_id, period, silenced_by,
    since_date, first_alert_id, occurrence
)
values (
    $1, $2, $3, $4, $5, $6::date, $7, $8, $9, $10, $11::numeric,
    $12::numeric, $13::numeric, $14::numeric, $15::jsonb, $16, $17, $18, $19::bigint, $20, $21,
    $22::date, $23, $24::integer
)
on conflict do nothing
returning alert_id
