-- I-1: of each published month, the daily mart adds up to the invoice, by source, account and currency, for all four costs.
with

both_sides as (

    select
        delivery.billing_month, delivery.source, delivery.billing_account_id, total.billing_currency,
        total.billed_cost, total.effective_cost, total.contracted_cost, total.list_cost
    from bill.delivery as delivery
    inner join bill.delivery_total as total using (delivery_id)
    inner join cost.period as period
        on period.billing_month = delivery.billing_month and delivery.delivery_id = any (period.delivery_ids)
    where delivery.billing_month = coalesce($1::date, delivery.billing_month)
    union all
    select
        billing_month, source, billing_account_id, billing_currency,
        -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.day
    where billing_month = coalesce($1::date, billing_month)

),

final as (

    select
        billing_month, source, billing_account_id, billing_currency,
        trim_scale(sum(billed_cost)) as billed_difference, trim_scale(sum(effective_cost)) as effective_difference,
        trim_scale(sum(contracted_cost)) as contracted_difference, trim_scale(sum(list_cost)) as list_difference
    from both_sides
    group by billing_month, source, billing_account_id, billing_currency

)

select * from final
where billed_difference <> 0 or effective_difference <> 0 or contracted_difference <> 0 or list_difference <> 0
order by billing_month, source, billing_account_id, billing_currency
limit 100
