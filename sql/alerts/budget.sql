-- The steps of a budget of $2 for which cost $1 is enough, lowest first; $3 are its steps in percent, $5 amounts besides. Where
-- $1 is a forecast, $4 is the cost so far: steps that it has reached are marked.
-- The percentage is cut, not rounded: 99.999 % is not 100 %.
with

steps as (

    select step || '%' as name, step, $2::numeric * step * 0.01 as threshold
    from unnest($3::numeric[]) as steps (step)
    union all
    select trim_scale(amount)::text as name, amount * 100 / $2::numeric as step, amount as threshold
    from unnest($5::numeric[]) as amounts (amount)

),

final as (

    select
        name, round(step, 6) as step,
        trim_scale(threshold) as threshold,
        trim_scale(div($1::numeric * 10000, $2::numeric) * 0.01) as percent,
        coalesce($4::numeric >= threshold, false) as is_actual
    from steps
    where $1::numeric >= threshold or $4::numeric >= threshold

)

select *
from final
order by threshold, name
