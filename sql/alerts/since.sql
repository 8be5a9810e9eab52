-- The first day on which what scope $2 (kind) $3 (name) had cost since month $6 was at least $7, or more where $8, until the
-- end of month $1, in currency $5; $4 says which cost.
with

days as (

    select scope_day.usage_date, sum(scope_day.amount) as amount
    from generate_series($6::date::timestamp, $1::date::timestamp, interval '1 month') as month(start)
    cross join lateral cost.scope_day(month.start::date, $2, $3, $4) as scope_day
    where scope_day.billing_currency = $5
    group by scope_day.usage_date

),

running as (

    select usage_date, sum(amount) over (order by usage_date) as amount
    from days

)

select min(usage_date) as since
from running
where case when $8::boolean then amount > $7::numeric else amount >= $7::numeric end
