-- The lines of a month's bill for a resource and day, with their place in the file and what the ledger takes them for.
create function report.explain_charges(month date, resource text, day date, cost text default 'effective')
returns table (
    file text, row_number bigint, part smallint, class text, source text, billing_account_id text, sub_account_id text,
    service text, description text, billing_currency text, started_at timestamptz, ended_at timestamptz, hour smallint,
    item_key uuid, instance_family text, place text, amount numeric
)
language sql stable as
$$
    select
        file.path, charge.row_number, charge.part,
        case when words.class = 'direct' then coalesce(place.class, 'direct') else words.class end,
        delivery.source, delivery.billing_account_id, item.sub_account_id, item.service_name,
        coalesce(item.charge_description, item.extras ->> 'x_usage_type', item.sku_meter), item.billing_currency,
        charge.charge_period_started_at, charge.charge_period_ended_at, charge.hour, item.item_key,
        case when words.class in ('node', 'commitment negation') then cost.instance_family(item) else '*' end, case when words.class = 'direct' then place.place end,
        cost.cost_of($4, charge.billed_cost, charge.effective_cost, charge.contracted_cost, charge.list_cost)
    from cost.period as period
    inner join bill.delivery as delivery on delivery.delivery_id = any (period.delivery_ids)
    inner join bill.charge as charge
        on charge.load_id = delivery.load_id and charge.period_number = delivery.period_number
    inner join bill.item as item on item.item_key = charge.item_key
    inner join bill.file as file on file.load_id = charge.load_id and file.file_number = charge.file_number
    left join usage.item_place as place on place.billing_month = $1 and place.item_key = item.item_key
    cross join lateral (
        select cost.charge_class(
            item,
            exists (select 1 from usage.node_hour as node where node.resource_key = item.resource_key),
            exists (select 1 from usage.volume as volume where volume.resource_key = item.resource_key)
        ) as class
    ) as words
    where period.billing_month = $1 and coalesce(item.resource_key, '') = $2 and charge.usage_date = $3
$$;

comment on function report.explain_charges(date, text, date, text) is
    'The lines of a published month''s bill for a resource key (empty: without a resource) and day: file and row number, class, words and the amount of a cost; place is whom it serves, where it serves a cluster.';
