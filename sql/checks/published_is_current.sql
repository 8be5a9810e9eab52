-- I-5: what is published, and not closed, was made from the bills that are current now.
select
    period.billing_month,
    period.delivery_ids as made_from,
    current_deliveries.delivery_ids as current_now
from cost.period as period
left join (
    select billing_month, array_agg(delivery_id order by delivery_id) as delivery_ids
    from bill.delivery
    where state = 'current'
    group by billing_month
) as current_deliveries on current_deliveries.billing_month = period.billing_month
where period.billing_month = coalesce($1::date, period.billing_month)
    and period.state <> 'closed'
    and period.delivery_ids is distinct from current_deliveries.delivery_ids
order by period.billing_month
limit 100
