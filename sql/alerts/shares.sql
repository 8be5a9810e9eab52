-- Which part of what scope $2 (kind) $3 (name) cost in month $1, in currency $5, is of kind $6 ('unallocated', 'idle',
-- …, or 'shared' for all shares of common pots); $4 says which cost. The percentage is cut, not rounded. With the three
-- largest parts of it as [{"name", "amount"}].
with

days as (

    select kind, team, namespace, service_name, amount
    from cost.scope_day($1::date, $2, $3, $4)
    where billing_currency = $5

),

sums as (

    select
        coalesce(nullif(concat_ws(', ', 'team ' || team, 'namespace ' || namespace, service_name), ''), 'the rest') as name,
        trim_scale(sum(amount)) as amount
    from days
    where kind = $6
    group by 1

),

parts as (

    select name, amount
    from sums
    where amount > 0
    order by amount desc, name collate "C"
    limit 3

)

select
    trim_scale(coalesce(sum(amount) filter (where kind = $6), 0)) as amount,
    trim_scale(sum(amount)) as total,
    trim_scale(sum(amount) * $7::numeric * 0.01) as threshold,
    trim_scale(div(coalesce(sum(amount) filter (where kind = $6), 0) * 10000, sum(amount)) * 0.01) as percent,
    (
        select coalesce(
            jsonb_agg(jsonb_build_object('name', name, 'amount', amount::text) order by amount desc, name collate "C"),
            '[]'::jsonb
        )
        from parts
    ) as causes
from days
having sum(amount) > 0
