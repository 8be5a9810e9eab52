-- I-2: the charges of each delivery that has its lines add up to what the reader added up from the file, and are as many.
with

-- By item first: its words are looked up once, not once per line.
items as (

    select
        delivery.delivery_id, charge.item_key, count(charge.load_id) as charge_count,
        sum(charge.billed_cost) as billed_cost, sum(charge.effective_cost) as effective_cost,
        sum(charge.contracted_cost) as contracted_cost, sum(charge.list_cost) as list_cost
    from bill.delivery as delivery
    left join bill.charge as charge using (load_id, period_number)
    where delivery.billing_month = coalesce($1::date, delivery.billing_month)
    group by delivery.delivery_id, charge.item_key

),

stored as (

    select
        items.delivery_id, item.billing_currency, sum(items.charge_count) as charge_count,
        sum(items.billed_cost) as billed_cost, sum(items.effective_cost) as effective_cost,
        coalesce(sum(items.contracted_cost), 0) as contracted_cost, coalesce(sum(items.list_cost), 0) as list_cost
    from items
    left join bill.item as item using (item_key)
    group by items.delivery_id, item.billing_currency

),

counted as (

    select delivery_id, sum(charge_count) as charge_count from stored group by delivery_id

)

select
    delivery.delivery_id, delivery.source, delivery.billing_account_id, delivery.billing_month, total.billing_currency,
    delivery.charge_count as charges_read, counted.charge_count as charges_stored,
    total.billed_cost as billed_read, stored.billed_cost as billed_stored
from bill.delivery as delivery
inner join counted using (delivery_id)
inner join bill.delivery_total as total using (delivery_id)
left join stored on stored.delivery_id = delivery.delivery_id and stored.billing_currency = total.billing_currency
where delivery.billing_month = coalesce($1::date, delivery.billing_month) and delivery.state <> 'pruned'
    and (
        counted.charge_count <> delivery.charge_count
        or stored.billed_cost is distinct from total.billed_cost
        or stored.effective_cost is distinct from total.effective_cost
        or stored.contracted_cost is distinct from total.contracted_cost
        or stored.list_cost is distinct from total.list_cost
    )
order by delivery.delivery_id
limit 100
