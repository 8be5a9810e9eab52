-- What pods cost by day is what the mart has beside what was placed whole, by day, team and currency, for all four costs.
with

all_sides as (

    select billing_month, usage_date, team, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from cost.pod_day
    where billing_month = coalesce($1::date, billing_month)
    union all
    select billing_month, usage_date, team, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from cost.placement
    where billing_month = coalesce($1::date, billing_month)
    union all
    select billing_month, usage_date, team, billing_currency, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.day
    where billing_month = coalesce($1::date, billing_month)

),

final as (

    select
        billing_month, usage_date, team, billing_currency,
        trim_scale(sum(billed_cost)) as billed_difference, trim_scale(sum(effective_cost)) as effective_difference,
        trim_scale(sum(contracted_cost)) as contracted_difference, trim_scale(sum(list_cost)) as list_difference
    from all_sides
    group by billing_month, usage_date, team, billing_currency

)

select * from final
where billed_difference <> 0 or effective_difference <> 0 or contracted_difference <> 0 or list_difference <> 0
order by billing_month, usage_date, team
limit 100
