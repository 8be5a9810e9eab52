-- I-1, I-6: of each published month, what is allocated is what was charged, by resource, day and currency, for all four costs.
with

charges as (

    select
        delivery.billing_month, coalesce(item.resource_key, '') as resource_key, charge.usage_date, item.billing_currency,
        charge.billed_cost, charge.effective_cost, charge.contracted_cost, charge.list_cost
    from bill.charge as charge
    inner join bill.item as item using (item_key)
    inner join bill.delivery as delivery using (load_id, period_number)
    -- A closed month is held against the bills that it was closed with.
    inner join cost.period as period
        on period.billing_month = delivery.billing_month and delivery.delivery_id = any (period.delivery_ids)
    where delivery.billing_month = coalesce($1::date, delivery.billing_month)

),

both_sides as (

    select billing_month, resource_key, usage_date, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from charges
    union all
    select billing_month, resource_key, usage_date, billing_currency, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.allocation
    where billing_month = coalesce($1::date, billing_month)

),

final as (

    select
        billing_month, resource_key, usage_date, billing_currency,
        trim_scale(sum(billed_cost)) as billed_not_allocated,
        trim_scale(sum(effective_cost)) as effective_not_allocated,
        trim_scale(coalesce(sum(contracted_cost), 0)) as contracted_not_allocated,
        trim_scale(coalesce(sum(list_cost), 0)) as list_not_allocated
    from both_sides
    group by billing_month, resource_key, usage_date, billing_currency

)

select * from final
where billed_not_allocated <> 0 or effective_not_allocated <> 0 or contracted_not_allocated <> 0 or list_not_allocated <> 0
order by billing_month, resource_key, usage_date
limit 100
