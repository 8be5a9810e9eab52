-- Where the published mart of month $1 does not add up to its bill, by source, account, day and currency; no row when it does.
with

both_sides as (

    select
        delivery.source, delivery.billing_account_id, charge.usage_date, item.billing_currency,
        charge.billed_cost, charge.effective_cost, charge.contracted_cost, charge.list_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join bill.item as item on item.item_key = charge.item_key
    where delivery.billing_month = $1::date and delivery.state = 'current'
    union all
    select
        source, billing_account_id, usage_date, billing_currency, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.day
    where billing_month = $1::date

),

final as (

    select
        source, billing_account_id, usage_date, billing_currency,
        sum(billed_cost) as billed_difference, sum(effective_cost) as effective_difference,
        coalesce(sum(contracted_cost), 0) as contracted_difference, coalesce(sum(list_cost), 0) as list_difference
    from both_sides
    group by source, billing_account_id, usage_date, billing_currency

)

select *
from final
where billed_difference <> 0 or effective_difference <> 0 or contracted_difference <> 0 or list_difference <> 0
order by source, billing_account_id, usage_date, billing_currency
limit 20
