-- I-10: between the first and the last hour of a node in a month every hour is in its coverage: measured, or declared as a gap.
with

days as (

    select cluster, signal, node, usage_date, count(*) as hour_count, min(hour) as first_hour, max(hour) as last_hour
    from usage.coverage
    where $1::date is null or (usage_date >= $1::date and usage_date < ($1::date + interval '1 month')::date)
    group by cluster, signal, node, usage_date

),

months as (

    select
        cluster, signal, node, sum(hour_count) as hour_count,
        min(usage_date + make_interval(hours => first_hour)) as first_at,
        max(usage_date + make_interval(hours => last_hour)) as last_at
    from days
    group by cluster, signal, node, date_trunc('month', usage_date)

)

select cluster, signal, node, first_at, last_at, hour_count
from months
where hour_count <> extract(epoch from last_at - first_at) / 3600 + 1
order by cluster, signal, node, first_at
limit 100
