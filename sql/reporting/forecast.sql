-- What month $1 will come to in currency $2, as cost $3, of team $4 where it is given, if its days go on as the last fortnight's.
-- The last day is taken to be incomplete while the month runs. The interval is two standard deviations of the days still to come.
with

days as (

    select usage_date, sum(case $3::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end) as amount
    from report.team_day
    where billing_month = $1::date
        and billing_currency = $2::text
        and ($4::text is null or team = $4::text)
    group by usage_date

),

bounds as (

    select
        max(usage_date) as last_date,
        sum(amount) as spent,
        ($1::date + interval '1 month')::date - max(usage_date) as day_count
    from days

),

recent as (

    select count(*) as day_count, avg(days.amount) as mean, stddev_samp(days.amount) as deviation
    from days
    cross join bounds
    where days.usage_date < bounds.last_date and days.usage_date >= bounds.last_date - 14

),

final as (

    select
        bounds.last_date,
        bounds.day_count > 1 and recent.day_count >= 3 as is_running,
        earlier.amount + bounds.day_count * recent.mean as forecast,
        greatest(bounds.spent, earlier.amount + bounds.day_count * recent.mean - margin.amount) as low,
        earlier.amount + bounds.day_count * recent.mean + margin.amount as high
    from bounds
    cross join recent
    cross join lateral (
        select coalesce(sum(days.amount), 0) as amount from days where days.usage_date < bounds.last_date
    ) as earlier
    cross join lateral (select 2 * recent.deviation * sqrt(bounds.day_count::numeric) as amount) as margin

)

select last_date, is_running, round(forecast, 10) as forecast, round(low, 10) as low, round(high, 10) as high
from final
where last_date is not null
