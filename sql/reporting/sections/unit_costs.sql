-- What a thousand of each business metric cost in month $1 and in month $2 before it, in currency $3, as cost $4, and what it was to
-- cost: of the organisation (team null), and of each team that bears more than half of it. Where there is no number, why.
with

costs as (

    select
        billing_month, dimension, name, team,
        sum(case $4::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end) as amount
    from report.month_breakdown
    where billing_month in ($1::date, $2::date) and billing_currency = $3::text and dimension in ('tenant', 'namespace') and name is not null
    group by billing_month, dimension, name, team

),

wholes as (

    select billing_month, dimension, name, sum(amount) as amount
    from costs
    group by billing_month, dimension, name

),

units as (

    select
        billing_month, cells ->> 'metric' as metric, cells ->> 'unit' as unit, cells ->> 'dimension' as dimension, cells ->> 'name' as name,
        (cells ->> 'quantity')::numeric as quantity
    from report.month_section
    where billing_month in ($1::date, $2::date) and section = 'unit'

),

minimums as (

    select coalesce((cells ->> 'unit_quantity_min')::numeric, 0) as quantity_min
    from report.month_section
    where billing_month = $1::date and section = 'setting'

),

-- Every name that costs is asked for every metric that some name of its dimension has.
asked as (

    select
        wholes.dimension, wholes.name, wholes.amount, metrics.metric, metrics.unit, units.quantity,
        case
            when units.quantity is null then 'no data'
            when units.quantity <= 0 then 'not above zero'
            when units.quantity < minimums.quantity_min then 'below the minimum'
        end as reason
    from wholes
    inner join (select distinct dimension, metric, unit from units where billing_month = $1::date) as metrics
        on metrics.dimension = wholes.dimension
    cross join minimums
    left join units
        on units.billing_month = $1::date and units.dimension = wholes.dimension and units.name = wholes.name
        and units.metric = metrics.metric and units.unit = metrics.unit
    where wholes.billing_month = $1::date

),

priced as (

    select
        asked.*,
        case when asked.reason is null then round(asked.amount * 1000 / asked.quantity, 6) end as per_thousand,
        (
            select round(before.amount * 1000 / nullif(units.quantity, 0), 6)
            from wholes as before
            inner join units on units.billing_month = $2::date and units.dimension = before.dimension and units.name = before.name
            where before.billing_month = $2::date and before.dimension = asked.dimension and before.name = asked.name
                and units.metric = asked.metric and units.unit = asked.unit
        ) as previous,
        -- A target for the name itself goes before one for each.
        (
            select (targets.cells ->> 'limit')::numeric
            from report.month_section as targets
            where targets.billing_month = $1::date and targets.section = 'unit-target' and targets.billing_currency = $3::text
                and targets.cells ->> 'metric' = asked.metric and targets.cells ->> 'dimension' = asked.dimension
                and coalesce(targets.cells ->> 'name', asked.name) = asked.name
            order by targets.cells ->> 'name' is null, (targets.cells ->> 'limit')::numeric
            limit 1
        ) as cost_limit
    from asked

),

of_all as (

    select null::text as team, priced.* from priced
    union all
    select costs.team, priced.*
    from priced
    inner join costs
        on costs.billing_month = $1::date and costs.dimension = priced.dimension and costs.name = priced.name
        and costs.team is not null and costs.amount * 2 > priced.amount

),

ranked as (

    select
        of_all.*,
        row_number() over (
            partition by team order by reason is not null, amount desc, metric collate "C", dimension, name collate "C"
        ) as ordinal
    from of_all

)

select
    team, null::integer as other_count, metric, dimension, name, trim_scale(amount) as amount, trim_scale(quantity) as quantity,
    trim_scale(per_thousand) as per_thousand, trim_scale(previous) as previous, trim_scale(cost_limit) as cost_limit,
    trim_scale(round(per_thousand / cost_limit, 6)) as ratio, reason
from ranked
where ordinal <= 20
order by team nulls first, ordinal
