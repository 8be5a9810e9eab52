-- I-1: a closed month and the adjustments of it add up to its current bill, by source, account and currency, for all four costs.
with

three_sides as (

    select
        delivery.billing_month, delivery.source, delivery.billing_account_id, total.billing_currency,
        total.billed_cost, total.effective_cost, total.contracted_cost, total.list_cost
    from bill.delivery as delivery
    inner join bill.delivery_total as total using (delivery_id)
    where delivery.state = 'current'
    union all
    select
        billing_month, source, billing_account_id, billing_currency,
        -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.day
    union all
    select
        booking.original_month, adjustment.source, adjustment.billing_account_id, adjustment.billing_currency,
        -adjustment.billed_cost, -adjustment.effective_cost, -adjustment.contracted_cost, -adjustment.list_cost
    from cost.adjustment as adjustment
    inner join cost.booking as booking using (booking_id)
    where booking.origin in ('restatement', 'reopening')

),

final as (

    select
        billing_month, source, billing_account_id, billing_currency,
        trim_scale(sum(billed_cost)) as billed_not_adjusted, trim_scale(sum(effective_cost)) as effective_not_adjusted,
        trim_scale(sum(contracted_cost)) as contracted_not_adjusted, trim_scale(sum(list_cost)) as list_not_adjusted
    from three_sides
    where billing_month = coalesce($1::date, billing_month)
        and billing_month in (select billing_month from cost.period where state = 'closed')
    group by billing_month, source, billing_account_id, billing_currency

)

select * from final
where billed_not_adjusted <> 0 or effective_not_adjusted <> 0 or contracted_not_adjusted <> 0 or list_not_adjusted <> 0
order by billing_month, source, billing_account_id, billing_currency
limit 100
