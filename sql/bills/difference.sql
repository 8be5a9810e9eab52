-- What changed from delivery $1 to delivery $2, by currency and line type; only what changed.
with

lines as (

    select
        delivery.delivery_id = $2::bigint as is_new,
        item.billing_currency,
        coalesce(item.extras ->> 'x_line_item_type', item.charge_category) as line_type,
        charge.billed_cost,
        charge.effective_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join bill.item as item on item.item_key = charge.item_key
    where delivery.delivery_id in ($1::bigint, $2::bigint)

),

final as (

    select
        billing_currency,
        line_type,
        count(*) filter (where is_new) - count(*) filter (where not is_new) as charge_difference,
        trim_scale(coalesce(sum(billed_cost) filter (where is_new), 0) - coalesce(sum(billed_cost) filter (where not is_new), 0)) as billed_difference,
        trim_scale(coalesce(sum(effective_cost) filter (where is_new), 0) - coalesce(sum(effective_cost) filter (where not is_new), 0)) as effective_difference
    from lines
    group by billing_currency, line_type

)

select * from final
where charge_difference <> 0 or billed_difference <> 0 or effective_difference <> 0
order by billing_currency collate "C", line_type collate "C"
