-- The hours or days of the business metrics in the export at hand, made anew from all exports that are stored.
-- $1 is a list of [metric, unit, keep, grain].
with

metrics as (

    select entry ->> 0 as metric, entry ->> 1 as unit, entry ->> 2 as keep, entry ->> 3 = 'day' as is_daily
    from jsonb_array_elements($1::jsonb) as entry

),

touched as (

    select distinct metrics.metric, metrics.unit, metrics.keep, metrics.is_daily, staged.cluster, staged.usage_date
    from load_quantity as staged
    inner join metrics on metrics.metric = staged.measure

),

parts as (

    select
        touched.metric, touched.unit, touched.keep, stored.cluster, stored.namespace, stored.object::jsonb as labels,
        stored.usage_date, case when not touched.is_daily then stored.hour end as hour,
        stored.quantity, stored.covered_seconds, stored.hour * 3600 + stored.to_second as to_second
    from touched
    inner join usage.quantity_hour as stored
        on stored.cluster = touched.cluster and stored.measure = touched.metric and stored.usage_date = touched.usage_date

),

final as (

    select
        cluster, metric, namespace, labels, usage_date, hour, unit,
        case min(keep)
            when 'integral' then sum(quantity)
            when 'mean' then round(sum(quantity::numeric * covered_seconds) / nullif(sum(covered_seconds), 0))
            when 'max' then max(quantity)
            else (array_agg(quantity order by to_second desc, quantity desc))[1]
        end / 1000000.0 as quantity
    from parts
    group by cluster, metric, namespace, labels, usage_date, hour, unit

)

insert into usage.metric_hour (cluster, metric, namespace, labels, usage_date, hour, quantity, unit, source)
select cluster, metric, namespace, labels, usage_date, hour, coalesce(quantity, 0), unit, 'range export'
from final
on conflict on constraint metric_hour_key do update
set quantity = excluded.quantity, unit = excluded.unit, source = excluded.source
