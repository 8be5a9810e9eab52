-- The months with a bill: whether they are published, from which versions, and their totals.
select
    to_char(delivery.billing_month, 'YYYY-MM') as billing_month,
    case
        when period.billing_month is null then 'not allocated'
        when period.delivery_ids is distinct from array_agg(distinct delivery.delivery_id order by delivery.delivery_id) then 'bill is newer'
        else period.state
    end as state,
    string_agg(distinct delivery.source || ' ' || delivery.billing_account_id || ' version ' || delivery.version, ', ') as bills,
    (
        select string_agg(sums.billed_cost || ' ' || sums.billing_currency || ' billed', ', ' order by sums.billing_currency)
        from (
            select total.billing_currency, trim_scale(sum(total.billed_cost)) as billed_cost
            from bill.delivery_total as total
            where total.delivery_id = any (array_agg(delivery.delivery_id))
            group by total.billing_currency
        ) as sums
    ) as totals
from bill.delivery as delivery
left join cost.period as period on period.billing_month = delivery.billing_month
where delivery.state = 'current'
group by delivery.billing_month, period.billing_month, period.state, period.delivery_ids
order by delivery.billing_month
