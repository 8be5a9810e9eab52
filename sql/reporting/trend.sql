-- What the twelve months up to month $1 cost in currency $2, as cost $3, of team $4 where it is given; oldest first.
with

months as (

    select
        billing_month,
        case $3::text
            when 'billed' then direct_billed_cost
            when 'effective' then direct_effective_cost
            when 'contracted' then direct_contracted_cost
            when 'list' then direct_list_cost
        end as direct,
        case $3::text
            when 'billed' then shared_billed_cost
            when 'effective' then shared_effective_cost
            when 'contracted' then shared_contracted_cost
            when 'list' then shared_list_cost
        end as shared
    from report.team_month
    where billing_month > $1::date - interval '12 months' and billing_month <= $1::date
        and billing_currency = $2::text
        and ($4::text is null or team = $4::text)

),

final as (

    select
        billing_month,
        trim_scale(sum(direct)) as direct,
        trim_scale(sum(shared)) as shared,
        trim_scale(sum(direct + shared)) as total
    from months
    group by billing_month

)

select * from final
order by billing_month
