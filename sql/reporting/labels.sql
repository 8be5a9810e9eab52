-- How much of month $1 in currency $2, as cost $3, has each label: of each of the teams $4, and, where $5 says
-- so, of everybody (without report_team).
with

fields as (

    select
        report_team, dimension as field, name is not null as has_value,
        case $3::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end as amount
    from report.month_breakdown as costs
    cross join lateral (
        select costs.team where costs.team = any ($4::text[])
        union all
        select null where $5::boolean
    ) as reports (report_team)
    where billing_month = $1::date and billing_currency = $2::text
        and dimension in ('tenant', 'tier', 'commit', 'owner')

),

final as (

    select
        report_team,
        field,
        trim_scale(coalesce(sum(amount) filter (where has_value), 0)) as labelled,
        trim_scale(coalesce(sum(amount) filter (where not has_value), 0)) as missing,
        trim_scale(sum(amount)) as total,
        trim_scale(round(coalesce(sum(amount) filter (where has_value), 0) / nullif(sum(amount), 0), 6)) as share
    from fields
    group by report_team, field

)

select * from final
order by array_position(array['tenant', 'tier', 'commit', 'owner'], field)
