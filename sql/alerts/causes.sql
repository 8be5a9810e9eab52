-- The three largest parts of what scope $2 (kind) $3 (name) cost in month $1, in currency $5; $4 says which cost.
-- Where a month before is given as $6, of what it cost more than then; where days are given as $7 and $8, of those before
-- $8. Each with its team, unless that is the scope, and the commit that cost most of it.
-- As [{"name", "amount"}], largest first.
with

parts as (

    select kind, namespace, service_name, team, commit, amount
    from cost.scope_day($1::date, $2, $3, $4)
    where billing_currency = $5 and ($7::date is null or (usage_date >= $7::date and usage_date < $8::date))
    union all
    select kind, namespace, service_name, team, commit, -amount
    from cost.scope_day($6::date, $2, $3, $4)
    where billing_currency = $5

),

commits as (

    select
        concat_ws(
            ', ', case when $2 not in ('team') then 'team ' || team end, kind, 'namespace ' || namespace, service_name
        ) as name,
        commit, sum(amount) as amount
    from parts
    group by 1, 2

),

sums as (

    select
        name, trim_scale(sum(amount)) as amount,
        (array_agg(commit order by amount desc, commit collate "C") filter (where commit is not null and amount > 0))[1] as commit
    from commits
    group by name

),

final as (

    select name || coalesce(', most commit ' || commit, '') as name, amount
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
