-- What scope $2 (kind) $3 (name) cost in each complete $6 ('day' or 'week', from Monday) that ends in month $1 and in
-- the one before, in currency $5; $4 says which cost. Only where all days of both are published.
with

published as (

    select distinct usage_date
    from cost.day
    where
        usage_date >= ($1::date - interval '15 days')::date
        and usage_date < ($1::date + interval '1 month')::date

),

amounts as (

    select scope_day.usage_date, sum(scope_day.amount) as amount
    from generate_series(($1::date - interval '1 month')::timestamp, $1::timestamp, interval '1 month') as month(start)
    cross join lateral cost.scope_day(month.start::date, $2, $3, $4) as scope_day
    where
        scope_day.billing_currency = $5
        and scope_day.kind not in ('commitment purchase', 'support', 'tax', 'credit', 'refund', 'adjustment')
    group by scope_day.usage_date

),

days as (

    select
        published.usage_date,
        coalesce(amounts.amount, 0) as amount,
        case $6
            when 'week' then date_trunc('week', published.usage_date::timestamp)::date
            else published.usage_date
        end as start_date
    from published
    left join amounts on amounts.usage_date = published.usage_date
    -- The newest day is still filling up, unless the month is over.
    where
        published.usage_date < (select max(usage_date) from published)
        or published.usage_date = ($1::date + interval '1 month')::date - 1

),

periods as (

    select start_date, sum(amount) as amount, count(*) as day_count, max(usage_date) as last_date
    from days
    group by start_date

),

complete as (

    select start_date, last_date, amount
    from periods
    where day_count = case $6 when 'week' then 7 else 1 end

)

select
    case $6
        when 'week' then to_char(later.start_date::timestamp, 'IYYY"-W"IW')
        else to_char(later.start_date::timestamp, 'YYYY-MM-DD')
    end as period,
    to_char(later.start_date::timestamp, 'YYYY-MM-DD') as since,
    trim_scale(later.amount) as amount,
    trim_scale(earlier.amount) as previous
from complete as later
inner join complete as earlier
    on earlier.start_date = later.start_date - case $6 when 'week' then 7 else 1 end
where later.last_date >= $1::date
order by later.start_date
