-- What each value of the dimensions $5 cost in month $1 and in month $2 before it, in currency $3, as cost $4: of each of the teams $6, and,
-- where $7 says so, of everybody (without report_team). Of the dimension reason only what has no team. The largest come first, the
-- nameless last.
with

months as (

    select
        case when $6::text[] is not null then team end as team,
        dimension as part,
        billing_month,
        name,
        second_name,
        case $4::text
            when 'billed' then direct_billed_cost
            when 'effective' then direct_effective_cost
            when 'contracted' then direct_contracted_cost
            when 'list' then direct_list_cost
        end as direct,
        case $4::text
            when 'billed' then shared_billed_cost
            when 'effective' then shared_effective_cost
            when 'contracted' then shared_contracted_cost
            when 'list' then shared_list_cost
        end as shared
    from report.month_breakdown
    where billing_month in ($1::date, $2::date)
        and dimension = any ($5::text[])
        and billing_currency = $3::text
        and ($7::boolean or team = any ($6::text[]))
        and (dimension <> 'reason' or team is null)

),

-- By team first: everybody's sums are made of them.
teams as (

    select
        team, part, name, second_name,
        coalesce(sum(direct) filter (where billing_month = $1::date), 0) as direct,
        coalesce(sum(shared) filter (where billing_month = $1::date), 0) as shared,
        coalesce(sum(direct + shared) filter (where billing_month = $2::date), 0) as previous
    from months
    group by team, part, name, second_name

),

sums as (

    select team as report_team, part, name, second_name, direct, shared, direct + shared as total, previous
    from teams
    where team = any ($6::text[])
    union all
    select null, part, name, second_name, sum(direct), sum(shared), sum(direct) + sum(shared), sum(previous)
    from teams
    where $7::boolean
    group by part, name, second_name

),

wholes as (

    select coalesce(report_team, '') as report_team, part, nullif(sum(total), 0) as total
    from sums
    group by report_team, part

),

final as (

    select
        sums.report_team,
        sums.part,
        sums.name,
        sums.second_name,
        trim_scale(sums.direct) as direct,
        trim_scale(sums.shared) as shared,
        trim_scale(sums.total) as total,
        trim_scale(sums.previous) as previous,
        trim_scale(sums.total - sums.previous) as change,
        trim_scale(round(sums.total / wholes.total, 6)) as share
    from sums
    inner join wholes on wholes.report_team = coalesce(sums.report_team, '') and wholes.part = sums.part

)

select * from final
order by case when name is not null then total end desc nulls last, total desc, name collate "C", second_name collate "C"
