-- The complete days of month $1 on which scope $2 (kind) $3 (name) cost far more than usual, in currency $5; $4 says
-- which cost. Usual is the median of the same weekday in the eight weeks before or, where fewer than four of those are
-- published, of the fourteen days before (seven at least). Far more is $6 robust standard deviations (1.4826 times the
-- median of the distances from the median) and at least $7. Days of array $8 neither count nor are looked at. Charges that do not
-- come every day are left out.
with

published as (

    select distinct usage_date
    from cost.day
    where
        usage_date >= $1::date - 56 and usage_date < ($1::date + interval '1 month')::date
        and not usage_date = any($8::date[])

),

amounts as (

    select scope_day.usage_date, sum(scope_day.amount) as amount
    from generate_series(($1::date - interval '2 months')::timestamp, $1::timestamp, interval '1 month') as month(start)
    cross join lateral cost.scope_day(month.start::date, $2, $3, $4) as scope_day
    where
        scope_day.billing_currency = $5
        and scope_day.kind not in ('commitment purchase', 'support', 'tax', 'credit', 'refund', 'adjustment')
    group by scope_day.usage_date

),

days as (

    select published.usage_date, coalesce(amounts.amount, 0) as amount
    from published
    left join amounts on amounts.usage_date = published.usage_date

),

pairs as (

    select
        later.usage_date, later.amount, earlier.amount as usual,
        (later.usage_date - earlier.usage_date) % 7 = 0 as is_weekday,
        later.usage_date - earlier.usage_date <= 14 as is_near
    from days as later
    inner join days as earlier
        on earlier.usage_date < later.usage_date and earlier.usage_date >= later.usage_date - 56
    where
        later.usage_date >= $1::date
        and (
            later.usage_date < (select max(usage_date) from published)
            or later.usage_date = ($1::date + interval '1 month')::date - 1
        )

),

counts as (

    select usage_date, count(*) filter (where is_weekday) >= 4 as has_weekdays
    from pairs
    group by usage_date

),

chosen as (

    select pairs.usage_date, pairs.amount, pairs.usual
    from pairs
    inner join counts on counts.usage_date = pairs.usage_date
    where case when counts.has_weekdays then pairs.is_weekday else pairs.is_near end

),

medians as (

    select usage_date, amount, percentile_disc(0.5) within group (order by usual) as median, count(*) as day_count
    from chosen
    group by usage_date, amount

),

deviations as (

    select
        medians.usage_date, medians.amount, medians.median, medians.day_count,
        percentile_disc(0.5) within group (order by abs(chosen.usual - medians.median)) as deviation
    from medians
    inner join chosen on chosen.usage_date = medians.usage_date
    group by medians.usage_date, medians.amount, medians.median, medians.day_count

),

final as (

    select
        to_char(usage_date::timestamp, 'YYYY-MM-DD') as period,
        trim_scale(amount) as amount,
        trim_scale(median) as usual,
        trim_scale(median + greatest($6::numeric * 1.4826 * deviation, $7::numeric)) as threshold,
        day_count
    from deviations
    where day_count >= 4

)

select period, amount, usual, threshold
from final
where amount > threshold
order by period
