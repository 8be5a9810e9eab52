-- What scope $2 (kind) $3 (name) will have cost from month $6 to the end of month $7, of which month $1 is running, in
-- currency $5; $4 says which cost. Months that are still to come cost like the days of this one; where all of it is over, it
-- is no forecast. No row before three days of the month are complete.
with

running as (

    select forecast_cost, remaining_days, day_cost
    from cost.scope_forecast($1::date, $2, $3, $4)
    where billing_currency = $5

),

before as (

    select coalesce(sum(scope_day.amount), 0) as amount
    from generate_series($6::date::timestamp, ($1::date - interval '1 month')::timestamp, interval '1 month') as month(start)
    cross join lateral cost.scope_day(month.start::date, $2, $3, $4) as scope_day
    where scope_day.billing_currency = $5

),

after as (

    select ($7::date + interval '1 month')::date - ($1::date + interval '1 month')::date as days

)

select
    trim_scale(before.amount + running.forecast_cost + running.day_cost * after.days) as forecast_cost,
    running.remaining_days = 0 and after.days = 0 as is_over
from running
cross join before
cross join after
