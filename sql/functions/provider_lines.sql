-- The parts of machines that providers give to pods, of the items that go by it, by window. A window with an amount below
-- nought divides nothing and is left out.
create function bill.provider_lines(month date, deliveries bigint[])
returns table (
    resource_key text, usage_date date, started_at timestamptz, ended_at timestamptz, cluster text, pod_key text, part text,
    split numeric, unused numeric
)
language sql stable as
$$
    with

    items as materialized (

        select place.item_key, place.cluster, place.pod_key, cost.pod_part(item) as part
        from usage.item_place as place
        inner join bill.item as item on item.item_key = place.item_key
        where place.billing_month = month and place.class = 'provider split'

    ),

    sums as (

        select
            charge.resource_key, charge.usage_date, charge.charge_period_started_at as started_at,
            charge.charge_period_ended_at as ended_at, items.cluster, items.pod_key, items.part,
            trunc(sum(charge.provider_split_cost - coalesce(charge.provider_unused_cost, 0)) * 1000000000000000000) as split,
            trunc(coalesce(sum(charge.provider_unused_cost), 0) * 1000000000000000000) as unused
        from bill.charge as charge
        inner join bill.delivery as delivery
            on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
        inner join items on items.item_key = charge.item_key
        where delivery.delivery_id = any (deliveries) and charge.provider_split_cost is not null
            and (select exists (select 1 from items))
        group by 1, 2, 3, 4, 5, 6, 7

    ),

    signed as (

        select
            sums.*,
            min(least(sums.split, sums.unused)) over (partition by sums.resource_key, sums.started_at, sums.ended_at) as least_amount
        from sums

    )

    select
        signed.resource_key, signed.usage_date, signed.started_at, signed.ended_at, signed.cluster, signed.pod_key,
        signed.part, signed.split, signed.unused
    from signed
    where signed.least_amount >= 0 and signed.split + signed.unused > 0
$$;

comment on function bill.provider_lines(date, bigint[]) is
    'One row per machine, window, pod and part (cpu, memory, gpu) that a provider''s split names in some deliveries of a month: what the pod used and its part of idle capacity, in units of 10⁻¹⁸.';
