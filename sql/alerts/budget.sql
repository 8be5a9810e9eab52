-- The steps of a budget of $2 for which cost $1 is enough, lowest first; $3 are its steps in percent. Where $1 is a
-- forecast, $4 is the cost so far, and steps that are reached already are left out.
-- The percentage is cut, not rounded: 99.999 % is not 100 %.
with

steps as (

    select unnest($3::numeric[]) as step

),

final as (

    select
        step,
        trim_scale($2::numeric * step * 0.01) as threshold,
        trim_scale(div($1::numeric * 10000, $2::numeric) * 0.01) as percent
    from steps
    where
        $1::numeric >= $2::numeric * step * 0.01
        and ($4::numeric is null or $4::numeric < $2::numeric * step * 0.01)

)

select *
from final
order by step
