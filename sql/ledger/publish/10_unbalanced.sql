-- Where what was placed of month $1 does not add up to its bill, by resource, day and currency; no row when it does. Of the
-- days that stay as they are only the common pots were placed anew.
with

charges as (

    select resource_key, usage_date, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from cost.common_pot
    where billing_month = $1::date and usage_date in (select usage_date from work_kept_day)
    union all
    select
        coalesce(item.resource_key, ''), charge.usage_date, item.billing_currency,
        charge.billed_cost, charge.effective_cost, charge.contracted_cost, charge.list_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join bill.item as item on item.item_key = charge.item_key
    where delivery.billing_month = $1::date and delivery.state = 'current'
        and charge.usage_date not in (select usage_date from work_kept_day)

),

bill as (

    select
        resource_key, usage_date, billing_currency,
        sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        coalesce(sum(contracted_cost), 0) as contracted_cost, coalesce(sum(list_cost), 0) as list_cost
    from charges
    group by resource_key, usage_date, billing_currency

),

allocations as (

    select
        resource_key, usage_date, billing_currency,
        sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from work_placed
    group by resource_key, usage_date, billing_currency

),

final as (

    select
        coalesce(bill.resource_key, allocations.resource_key) as resource_key,
        coalesce(bill.usage_date, allocations.usage_date) as usage_date,
        coalesce(bill.billing_currency, allocations.billing_currency) as billing_currency,
        coalesce(allocations.billed_cost, 0) - coalesce(bill.billed_cost, 0) as billed_difference,
        coalesce(allocations.effective_cost, 0) - coalesce(bill.effective_cost, 0) as effective_difference,
        coalesce(allocations.contracted_cost, 0) - coalesce(bill.contracted_cost, 0) as contracted_difference,
        coalesce(allocations.list_cost, 0) - coalesce(bill.list_cost, 0) as list_difference
    from bill
    full join allocations
        on allocations.resource_key = bill.resource_key and allocations.usage_date = bill.usage_date
        and allocations.billing_currency = bill.billing_currency

)

select *
from final
where billed_difference <> 0 or effective_difference <> 0 or contracted_difference <> 0 or list_difference <> 0
order by resource_key, usage_date, billing_currency
limit 20
