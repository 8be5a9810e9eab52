-- Keeps a decision of the gate.
insert into ops.change_decision (
    service, base, head, verdict, rules, rules_sha256, billing_currency, metric,
    base_cost_per_thousand, head_cost_per_thousand, base_load_per_hour
)
values ($1, $2, $3, $4, array(select jsonb_array_elements_text($5::jsonb)), $6, $7, $8, $9::numeric, $10::numeric, $11::numeric)
