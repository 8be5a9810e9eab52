-- Where the allocation of month $1 does not add up to its bill, by resource, day and currency; no row when it does.
with

charges as (

    select
        coalesce(item.resource_key, '') as resource_key, charge.usage_date, item.billing_currency,
        sum(charge.billed_cost) as billed_cost, sum(charge.effective_cost) as effective_cost,
        coalesce(sum(charge.contracted_cost), 0) as contracted_cost, coalesce(sum(charge.list_cost), 0) as list_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join bill.item as item on item.item_key = charge.item_key
    where delivery.billing_month = $1::date and delivery.state = 'current'
    group by 1, 2, 3

),

allocations as (

    select
        resource_key, usage_date, billing_currency,
        sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from work_allocation
    group by 1, 2, 3

),

final as (

    select
        coalesce(charges.resource_key, allocations.resource_key) as resource_key,
        coalesce(charges.usage_date, allocations.usage_date) as usage_date,
        coalesce(charges.billing_currency, allocations.billing_currency) as billing_currency,
        coalesce(allocations.billed_cost, 0) - coalesce(charges.billed_cost, 0) as billed_difference,
        coalesce(allocations.effective_cost, 0) - coalesce(charges.effective_cost, 0) as effective_difference,
        coalesce(allocations.contracted_cost, 0) - coalesce(charges.contracted_cost, 0) as contracted_difference,
        coalesce(allocations.list_cost, 0) - coalesce(charges.list_cost, 0) as list_difference
    from charges
    full join allocations
        on allocations.resource_key = charges.resource_key and allocations.usage_date = charges.usage_date
        and allocations.billing_currency = charges.billing_currency

)

select *
from final
where billed_difference <> 0 or effective_difference <> 0 or contracted_difference <> 0 or list_difference <> 0
order by resource_key, usage_date, billing_currency
limit 20
