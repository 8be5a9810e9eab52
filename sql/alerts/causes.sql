-- The three largest parts of what scope $2 (kind) $3 (name) cost in month $1, in currency $5; $4 says which cost.
-- Where a month before is given as $6, of what it cost more than then; where a day is given as $7, of that day. As [{"name", "amount"}], largest first.
with

parts as (

    select kind, namespace, service_name, amount
    from cost.scope_day($1::date, $2, $3, $4)
    where billing_currency = $5 and ($7::date is null or usage_date = $7::date)
    union all
    select kind, namespace, service_name, -amount
    from cost.scope_day($6::date, $2, $3, $4)
    where billing_currency = $5

),

sums as (

    select
        concat_ws(', ', kind, 'namespace ' || namespace, service_name) as name,
        trim_scale(sum(amount)) as amount
    from parts
    group by 1

),

final as (

    select name, amount
    from sums
    where amount > 0
    order by amount desc, name collate "C"
    limit 3

)

select
    coalesce(
        jsonb_agg(jsonb_build_object('name', name, 'amount', amount::text) order by amount desc, name collate "C"),
        '[]'::jsonb
    ) as causes
from final
