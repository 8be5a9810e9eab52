-- Whose account each machine of a month's bill is on: usage knows machines, and no account.
create function bill.machine_accounts(month date, deliveries bigint[]) returns table (resource_key text, account text)
language sql stable as
$$
    select item.resource_key, min(coalesce(item.sub_account_id, charged.billing_account_id) collate "C")
    from (
        select distinct delivery.billing_account_id, charge.item_key
        from bill.delivery as delivery
        inner join bill.charge as charge
            on charge.load_id = delivery.load_id and charge.period_number = delivery.period_number
        where delivery.delivery_id = any (deliveries)
    ) as charged
    inner join bill.item as item on item.item_key = charged.item_key
    where item.resource_key in (
        select node.resource_key
        from usage.node_hour as node
        where node.usage_date >= month and node.usage_date < (month + interval '1 month')::date
    )
    group by item.resource_key
$$;

comment on function bill.machine_accounts(date, bigint[]) is
    'One row per machine that some deliveries of a month charge: its account, subscription or project; of several the first by bytes.';
