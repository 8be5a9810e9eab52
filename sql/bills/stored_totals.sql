-- The sums of period $2 of load $1 as the database adds them up, to be held against the reader's.
select
    item.billing_currency,
    trim_scale(sum(charge.billed_cost)) as billed_cost,
    trim_scale(sum(charge.effective_cost)) as effective_cost,
    trim_scale(coalesce(sum(charge.contracted_cost), 0)) as contracted_cost,
    trim_scale(coalesce(sum(charge.list_cost), 0)) as list_cost,
    greatest(
        scale(sum(charge.billed_cost)), scale(sum(charge.effective_cost)), scale(sum(charge.contracted_cost)),
        scale(sum(charge.list_cost)), 0
    ) as decimals
from bill.charge as charge
inner join bill.item as item on item.item_key = charge.item_key
where charge.load_id = $1::bigint and charge.period_number = $2::smallint
group by item.billing_currency
order by item.billing_currency collate "C"
