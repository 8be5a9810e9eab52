-- What business metrics said in month $1, by namespace and tenant, and what a thousand was to cost.
insert into cost.month_section (billing_month, section, billing_currency, ordinal, cells)
with

quantities as (

    select metrics.metric, metrics.unit, subject.dimension, subject.name, sum(metrics.quantity) as quantity
    from usage.metric_hour as metrics
    cross join lateral (
        values ('tenant', metrics.labels ->> 'tenant'), ('namespace', nullif(metrics.namespace, ''))
    ) as subject (dimension, name)
    where subject.name <> '' and metrics.usage_date >= $1::date and metrics.usage_date < ($1::date + interval '1 month')::date
    group by 1, 2, 3, 4

)

select
    $1::date, 'unit', null::text, row_number() over (order by metric collate "C", dimension, name collate "C", unit collate "C")::integer,
    jsonb_build_object('metric', metric, 'unit', unit, 'dimension', dimension, 'name', name, 'quantity', trim_scale(quantity))
from quantities
union all
select
    $1::date, 'unit-target', billing_currency, row_number() over (order by rule collate "C")::integer,
    jsonb_build_object('metric', metric, 'dimension', dimension, 'name', name, 'target', target, 'limit', trim_scale(target * limit_factor))
from org.unit_cost_target
