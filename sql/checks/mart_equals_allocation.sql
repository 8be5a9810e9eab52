-- I-1: the published daily mart is the allocation, by month, day, team, kind and currency, for all four costs.
with

both_sides as (

    select billing_month, usage_date, team, kind, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from cost.allocation
    where billing_month = coalesce($1::date, billing_month)
    union all
    select billing_month, usage_date, team, kind, billing_currency, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.day
    where billing_month = coalesce($1::date, billing_month)

),

final as (

    select
        billing_month, usage_date, team, kind, billing_currency,
        trim_scale(sum(billed_cost)) as billed_difference, trim_scale(sum(effective_cost)) as effective_difference,
        trim_scale(sum(contracted_cost)) as contracted_difference, trim_scale(sum(list_cost)) as list_difference
    from both_sides
    group by billing_month, usage_date, team, kind, billing_currency

)

select * from final
where billed_difference <> 0 or effective_difference <> 0 or contracted_difference <> 0 or list_difference <> 0
order by billing_month, usage_date, team, kind
limit 100
