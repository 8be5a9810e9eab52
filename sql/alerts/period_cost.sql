-- What scope $3 (kind) $4 (name) cost in the months from $1 to $2, in currency $6; $5 says which cost.
select trim_scale(coalesce(sum(scope_day.amount), 0)) as amount
from generate_series($1::date::timestamp, $2::date::timestamp, interval '1 month') as month(start)
cross join lateral cost.scope_day(month.start::date, $3, $4, $5) as scope_day
where scope_day.billing_currency = $6
