-- What Prometheus is told of alerts and unit costs: at most 1000 open alerts of the newest two published months, how many there are
-- by severity, and unit costs that have a target, of the newest month.
with

newest as (

    select max(billing_month) as billing_month
    from cost.period

),

open_alerts as (

    select
        alert.*,
        row_number() over (order by array_position(array['critical', 'warning', 'notice'], alert.severity), alert.raised_at desc) as place
    from ops.alert as alert
    cross join newest
    where
        alert.resolved_at is null and alert.covered_by is null
        and alert.billing_month >= newest.billing_month - interval '1 month'

),

alerts as (

    select
        'chargeback_alert_active' as metric,
        jsonb_build_object(
            'rule', rule, 'kind', rule_kind, 'severity', severity, 'scope', scope_kind, 'name', scope_name,
            'period', coalesce(period, to_char(billing_month::timestamp, 'YYYY-MM')), 'step', level
        ) as labels,
        1::numeric as value
    from open_alerts
    where place <= 1000

),

counts as (

    select
        'chargeback_alerts_active' as metric, jsonb_build_object('severity', severities.severity) as labels,
        count(open_alerts.alert_id)::numeric as value
    from (values ('critical'), ('warning'), ('notice')) as severities (severity)
    left join open_alerts on open_alerts.severity = severities.severity
    group by severities.severity

),

targets as (

    select
        jsonb_build_object(
            'metric', metric, 'by', dimension, 'name', name, 'currency', billing_currency
        ) as labels,
        cost_per_thousand, target_limit, ratio
    from report.unit_cost
    cross join newest
    where grain = 'month' and from_date = newest.billing_month and target is not null and cost_per_thousand is not null

),

final as (

    select * from alerts
    union all
    select * from counts
    union all
    select 'chargeback_unit_cost_per_thousand', labels, cost_per_thousand from targets
    union all
    select 'chargeback_unit_cost_limit', labels, target_limit from targets
    union all
    select 'chargeback_unit_cost_ratio', labels, ratio from targets

)

select metric, labels::text as labels, trim_scale(value)::text as value
from final
order by metric, labels::text collate "C"
