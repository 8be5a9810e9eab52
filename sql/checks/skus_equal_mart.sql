-- The sums by SKU are those of the published mart.
with

skus as (

    select billing_month, billing_currency, sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from cost.month_sku
    where billing_month = coalesce($1::date, billing_month)
    group by billing_month, billing_currency

),

days as (

    select billing_month, billing_currency, sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from cost.day
    where billing_month = coalesce($1::date, billing_month)
    group by billing_month, billing_currency

),

final as (

    select
        coalesce(days.billing_month, skus.billing_month) as billing_month,
        coalesce(days.billing_currency, skus.billing_currency) as billing_currency,
        skus.effective_cost, days.effective_cost as published_cost
    from days
    full join skus on skus.billing_month = days.billing_month and skus.billing_currency = days.billing_currency
    where (skus.billed_cost, skus.effective_cost, skus.contracted_cost, skus.list_cost)
        is distinct from (days.billed_cost, days.effective_cost, days.contracted_cost, days.list_cost)

)

select * from final
