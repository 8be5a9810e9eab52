-- What changes that the gate blocked would have cost in a year of the base's load.
create view report.blocked_change as
with

-- Of each change the last decision counts: one that passed in the end cost what it cost.
latest as (

    select distinct on (service, base, head, billing_currency, metric) *
    from ops.change_decision
    order by service, base, head, billing_currency, metric, decided_at desc

),

final as (

    select
        decided_at, service, base, head, rules, billing_currency, metric,
        trim_scale(base_cost_per_thousand) as base_cost_per_thousand,
        trim_scale(head_cost_per_thousand) as head_cost_per_thousand,
        trim_scale(base_load_per_hour) as base_load_per_hour,
        round((head_cost_per_thousand - base_cost_per_thousand) * base_load_per_hour * 8760 / 1000, 6) as avoided_cost_per_year
    from latest
    where verdict = 'blocked'

)

select * from final;

comment on view report.blocked_change is 'One row per service, base, head, currency and metric that is blocked by its last decision; add up avoided_cost_per_year by currency.';
comment on column report.blocked_change.decided_at is 'When it was decided.';
comment on column report.blocked_change.service is 'The service: cluster/namespace/Kind/name.';
comment on column report.blocked_change.base is 'What it was compared with.';
comment on column report.blocked_change.head is 'What was blocked.';
comment on column report.blocked_change.rules is 'The rules that blocked it.';
comment on column report.blocked_change.billing_currency is 'The currency.';
comment on column report.blocked_change.metric is 'The metric that says the load.';
comment on column report.blocked_change.base_cost_per_thousand is 'Cost per thousand before.';
comment on column report.blocked_change.head_cost_per_thousand is 'Cost per thousand with it.';
comment on column report.blocked_change.base_load_per_hour is 'The metric per hour, before.';
comment on column report.blocked_change.avoided_cost_per_year is '(head − base) × load per hour × 8760 h ÷ 1000; below zero where a change was blocked that saves.';
