-- The lines of a month's bill for a resource and day, with their place in the file and what the ledger takes them for.
create function report.explain_charges(month date, resource text, day date, cost text default 'effective')
returns table (
    file text, row_number bigint, part smallint, class text, source text, billing_account_id text, sub_account_id text,
    service text, description text, billing_currency text, started_at timestamptz, ended_at timestamptz, hour smallint,
    item_key uuid, instance_family text, place text, amount numeric
)
language sql stable as
$$
    with

    provider as materialized (

        select * from report.provider_windows($1, $2, $1)

    ),

    lines as (

        select
            file.path, charge.row_number, charge.part, delivery.source, delivery.billing_account_id, item.sub_account_id,
            item.service_name, coalesce(item.charge_description, item.extras ->> 'x_usage_type', item.sku_meter) as description,
            item.billing_currency, charge.charge_period_started_at as started_at, charge.charge_period_ended_at as ended_at,
            charge.hour, item.item_key, words.class as word_class, place.class as place_class, place.place,
            case
                when words.class in ('node', 'commitment negation') then cost.instance_family(item)
                when 'cluster network' in (words.class, place.class) or words.class = 'node network' then coalesce(
                    '=' || case when (select usage.has_traffic_kinds()) then cost.traffic_kind(item) end, '*'
                )
                else '*'
            end as family,
            -- A machine that the provider's split names is a node, whether or not exports know it.
            words.class in ('node', 'direct') and cost.charge_class(item, true, false) = 'node' and exists (
                select 1
                from provider
                where provider.started_at >= charge.charge_period_started_at
                    and provider.ended_at <= charge.charge_period_ended_at
            ) as is_by_provider,
            cost.charge_class(item, true, false) = 'node' as is_machine,
            cost.cost_of($4, charge.billed_cost, charge.effective_cost, charge.contracted_cost, charge.list_cost) as amount
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

    )

    select
        path, row_number, part,
        case
            when word_class in ('node', 'direct') and place like 'allocated to %' then 'allocated'
            when word_class in ('node', 'direct') and place_class is not null then place_class
            when is_by_provider then 'provider node'
            when word_class = 'direct' and is_machine and exists (select 1 from provider) then 'node'
            else word_class
        end,
        source, billing_account_id, sub_account_id, service_name, description, billing_currency, started_at, ended_at, hour,
        item_key, family, case when word_class in ('node', 'direct') then place end, amount
    from lines
$$;

comment on function report.explain_charges(date, text, date, text) is
    'The lines of a published month''s bill for a resource key (empty: without a resource) and day: file and row number, class, words and the amount of a cost; place is whom it serves, where it serves a cluster or came allocated.';
