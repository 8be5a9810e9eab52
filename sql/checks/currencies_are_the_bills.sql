-- I-6: no amount of the ledger is in a currency that its account's bill does not have.
select distinct day.billing_month, day.source, day.billing_account_id, day.billing_currency
from cost.day as day
where day.billing_month = coalesce($1::date, day.billing_month)
    and not exists (
        select 1
        from cost.period as period
        inner join bill.delivery as delivery on delivery.delivery_id = any (period.delivery_ids)
        inner join bill.delivery_total as total using (delivery_id)
        where period.billing_month = day.billing_month and delivery.source = day.source
            and delivery.billing_account_id = day.billing_account_id and total.billing_currency = day.billing_currency
    )
order by 1, 2, 3, 4
limit 100
