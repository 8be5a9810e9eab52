-- I-10: between the first and the last hour of a node in a month every hour is in its coverage: measured, or declared as a gap.
with

hours as (

    select
        cluster, signal, node, count(*) as hour_count,
        min(usage_date + make_interval(hours => hour)) as first_at, max(usage_date + make_interval(hours => hour)) as last_at
    from usage.coverage
    where $1::date is null or (usage_date >= $1::date and usage_date < ($1::date + interval '1 month')::date)
    group by cluster, signal, node, date_trunc('month', usage_date)

)

select cluster, signal, node, first_at, last_at, hour_count
from hours
where hour_count <> extract(epoch from last_at - first_at) / 3600 + 1
order by cluster, signal, node, first_at
limit 100
