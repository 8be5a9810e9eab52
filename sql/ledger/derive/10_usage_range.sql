-- From which day to which day the bill of month $1 needs usage.
select
    coalesce(min(charge.usage_date), $1::date) as from_date,
    coalesce(max(((charge.charge_period_ended_at - interval '1 microsecond') at time zone 'UTC')::date) + 1, ($1::date + interval '1 month')::date) as to_date
from bill.charge as charge
inner join bill.delivery as delivery on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
where delivery.billing_month = $1::date and delivery.state = 'current'
