-- I-9: no bill that is published or frozen by a closing has given up its lines, and what was given up has none.
with

needed as (

    select billing_month, unnest(delivery_ids) as delivery_id, 'published' as why
    from cost.period
    union all
    select closing.billing_month, (frozen ->> 'delivery_id')::bigint, 'closed'
    from cost.closing as closing
    cross join lateral jsonb_array_elements(closing.inputs -> 'deliveries') as frozen
    where closing.closing_id = cost.closing_of(closing.billing_month)
    union all
    select delivery.billing_month, delivery.delivery_id, 'has lines'
    from bill.delivery as delivery
    where delivery.state = 'pruned'
        and exists (
            select 1 from bill.charge as charge
            where charge.load_id = delivery.load_id and charge.period_number = delivery.period_number
        )

)

select delivery.billing_month, delivery.source, delivery.billing_account_id, delivery.version, needed.why
from needed
inner join bill.delivery as delivery on delivery.delivery_id = needed.delivery_id
where delivery.state = 'pruned' and delivery.billing_month = coalesce($1::date, delivery.billing_month)
order by delivery.billing_month, delivery.source, delivery.version
limit 100
