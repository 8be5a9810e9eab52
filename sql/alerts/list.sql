-- All alerts of month $1, or of all months where it is null, in the order in which they were raised, with what became
-- of them: to how many receivers they went and for which they wait.
with

deliveries as (

    select
        alert_id,
        count(delivered_at) filter (where notice = 'raised') as delivered_count,
        coalesce(
            jsonb_agg(distinct receiver) filter (where delivered_at is null), '[]'::jsonb
        ) as waiting_receivers
    from ops.outbox
    group by alert_id

),

final as (

    select
        alert.alert_id, alert.rule_kind, alert.rule, alert.scope_kind, alert.scope_name, alert.billing_month,
        alert.level, alert.billing_currency, alert.severity, alert.cost, alert.amount, alert.threshold, alert.percent,
        alert.previous_amount, alert.causes, alert.explain_command, alert.covered_by, alert.period,
        alert.silenced_by, alert.since_date,
        to_char(alert.resolved_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as resolved_at,
        to_char(alert.raised_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as raised_at,
        to_char(alert.acknowledged_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as acknowledged_at,
        alert.acknowledged_by,
        coalesce(deliveries.delivered_count, 0) as delivered_count,
        coalesce(deliveries.waiting_receivers, '[]'::jsonb) as waiting_receivers
    from ops.alert as alert
    left join deliveries on deliveries.alert_id = alert.alert_id
    where $1::date is null or alert.billing_month = $1::date
    order by alert.raised_at, alert.alert_id

)

select * from final
