-- What each value of a dimension $5 cost in month $1 and in month $2 before it, in currency $3, as cost $4.
-- Of team $6 where it is given; $7 says whether only what has no team counts. The largest come first, the nameless last.
with

months as (

    select
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
        and dimension = $5::text
        and billing_currency = $3::text
        and ($6::text is null or team = $6::text)
        and (not $7::boolean or team is null)

),

sums as (

    select
        name,
        second_name,
        coalesce(sum(direct) filter (where billing_month = $1::date), 0) as direct,
        coalesce(sum(shared) filter (where billing_month = $1::date), 0) as shared,
        coalesce(sum(direct + shared) filter (where billing_month = $1::date), 0) as total,
        coalesce(sum(direct + shared) filter (where billing_month = $2::date), 0) as previous
    from months
    group by name, second_name

),

final as (

    select
        name,
        second_name,
        trim_scale(direct) as direct,
        trim_scale(shared) as shared,
        trim_scale(total) as total,
        trim_scale(previous) as previous,
        trim_scale(total - previous) as change,
        trim_scale(round(total / nullif(sum(total) over (), 0), 6)) as share
    from sums

)

select * from final
order by name is null, total desc, name collate "C", second_name collate "C"
