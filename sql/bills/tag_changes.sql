-- How many charges of delivery $2 are those of delivery $1 with other tags: alike in every word and amount but these.
with

items as materialized (

    select item.item_key, md5((to_jsonb(item) - 'tags' - 'item_key')::text) as words
    from bill.item as item
    where item.item_key in (
        select charge.item_key
        from bill.charge as charge
        inner join bill.delivery as delivery
            on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
        where delivery.delivery_id in ($1::bigint, $2::bigint)
    )

),

lines as (

    select
        delivery.delivery_id = $2::bigint as is_new,
        items.words,
        charge.item_key, charge.charge_period_started_at, charge.charge_period_ended_at, charge.part,
        charge.billed_cost, charge.effective_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join items on items.item_key = charge.item_key
    where delivery.delivery_id in ($1::bigint, $2::bigint)

),

-- Lines that both versions have: without regard to tags, and with it.
alike as (

    select sum(least(new_count, old_count)) as line_count
    from (
        select count(*) filter (where is_new) as new_count, count(*) filter (where not is_new) as old_count
        from lines
        group by words, charge_period_started_at, charge_period_ended_at, part, billed_cost, effective_cost
    ) as counts

),

same as (

    select sum(least(new_count, old_count)) as line_count
    from (
        select count(*) filter (where is_new) as new_count, count(*) filter (where not is_new) as old_count
        from lines
        group by item_key, charge_period_started_at, charge_period_ended_at, part, billed_cost, effective_cost
    ) as counts

)

select coalesce(alike.line_count, 0) - coalesce(same.line_count, 0) as charge_count
from alike
cross join same
