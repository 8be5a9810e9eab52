-- What the machines of a published month cost is what the bill says of them, and what of that was idle is what was placed.
with

-- By item first: its words are joined once, not once per line.
items as materialized (

    select
        period.billing_month, charge.item_key, sum(charge.billed_cost) as billed_cost, sum(charge.effective_cost) as effective_cost,
        sum(charge.contracted_cost) as contracted_cost, sum(charge.list_cost) as list_cost
    from bill.charge as charge
    inner join bill.delivery as delivery using (load_id, period_number)
    inner join cost.period as period on delivery.delivery_id = any (period.delivery_ids)
    where period.billing_month = coalesce($1::date, period.billing_month)
    group by period.billing_month, charge.item_key

),

both_sides as (

    select
        true as is_machine, billing_month, billing_currency, resource_key, billed_cost, effective_cost, contracted_cost, list_cost,
        idle_billed_cost, idle_effective_cost, idle_contracted_cost, idle_list_cost
    from cost.month_machine
    where billing_month = coalesce($1::date, billing_month)
    union all
    select
        false, items.billing_month, item.billing_currency, item.resource_key, -items.billed_cost, -items.effective_cost,
        -coalesce(items.contracted_cost, 0), -coalesce(items.list_cost, 0), 0, 0, 0, 0
    from items
    inner join bill.item as item using (item_key)
    union all
    select
        false, billing_month, billing_currency, resource_key, 0, 0, 0, 0,
        -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.placement
    where kind = 'idle' and billing_month = coalesce($1::date, billing_month)

),

final as (

    select
        billing_month, billing_currency, resource_key,
        trim_scale(sum(billed_cost)) as billed_difference, trim_scale(sum(effective_cost)) as effective_difference,
        trim_scale(sum(contracted_cost)) as contracted_difference, trim_scale(sum(list_cost)) as list_difference,
        trim_scale(sum(idle_billed_cost)) as idle_billed_difference,
        trim_scale(sum(idle_effective_cost)) as idle_effective_difference,
        trim_scale(sum(idle_contracted_cost)) as idle_contracted_difference,
        trim_scale(sum(idle_list_cost)) as idle_list_difference
    from both_sides
    group by billing_month, billing_currency, resource_key
    having bool_or(is_machine)

)

select * from final
where (billed_difference, effective_difference, contracted_difference, list_difference) <> (0, 0, 0, 0)
    or (idle_billed_difference, idle_effective_difference, idle_contracted_difference, idle_list_difference) <> (0, 0, 0, 0)
order by billing_month, resource_key, billing_currency
limit 100
