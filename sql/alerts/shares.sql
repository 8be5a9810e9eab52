-- Which part of what scope $2 (kind) $3 (name) cost in month $1, in currency $5, is of kind $6 ('unallocated', 'idle',
-- …, or 'shared' for all shares of common pots); $4 says which cost. The percentage is cut, not rounded.
select
    trim_scale(coalesce(sum(amount) filter (where kind = $6), 0)) as amount,
    trim_scale(sum(amount)) as total,
    trim_scale(sum(amount) * $7::numeric * 0.01) as threshold,
    trim_scale(div(coalesce(sum(amount) filter (where kind = $6), 0) * 10000, sum(amount)) * 0.01) as percent
from cost.scope_day($1::date, $2, $3, $4)
where billing_currency = $5
having sum(amount) > 0
