-- What moved most from month $2 to month $1 in currency $4, as cost $3: teams' services, or of team $5 its namespaces' services.
with

months as (

    select
        billing_month,
        case when $5::text is null then team else namespace end as name,
        service as second_name,
        case $3::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end as amount
    from report.month_cost
    where billing_month in ($1::date, $2::date)
        and billing_currency = $4::text
        and ($5::text is null or team = $5::text)

),

sums as (

    select
        name,
        second_name,
        coalesce(sum(amount) filter (where billing_month = $1::date), 0) as total,
        coalesce(sum(amount) filter (where billing_month = $2::date), 0) as previous,
        bool_or(billing_month = $1::date) as is_there,
        bool_or(billing_month = $2::date) as was_there
    from months
    group by name, second_name

),

final as (

    select
        name,
        second_name,
        trim_scale(previous) as previous,
        trim_scale(total) as total,
        trim_scale(total - previous) as change,
        case
            when not was_there then 'new'
            when not is_there then 'gone'
            when total > previous then 'more'
            when total < previous then 'less'
            else 'same'
        end as cause
    from sums

)

select * from final
order by abs(change) desc, name collate "C", second_name collate "C"
