-- What the bill of month $1 charged by item: once, for the sums by SKU of the month and of its days.
insert into work_item_sum (
    item_key, line_count, pricing_quantity, consumed_quantity, billed_cost, effective_cost, contracted_cost, list_cost
)
select
    charge.item_key, count(*), sum(charge.pricing_quantity), sum(charge.consumed_quantity),
    sum(charge.billed_cost), sum(charge.effective_cost), sum(charge.contracted_cost), sum(charge.list_cost)
from bill.charge as charge
inner join bill.delivery as delivery
    on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
where delivery.billing_month = $1::date and delivery.state = 'current'
group by charge.item_key
