-- The days of month $1's bill and their lines, the first one first; only those of currency $2 where it is given.
select charge.usage_date, count(*) as line_count
from bill.charge as charge
inner join bill.delivery as delivery
    on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
inner join bill.item as item on item.item_key = charge.item_key
where delivery.billing_month = $1::date and delivery.state = 'current'
    and ($2::text is null or item.billing_currency = $2::text)
group by charge.usage_date
order by charge.usage_date
