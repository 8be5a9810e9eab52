-- The lines of month $1 in the days [$2, $3), in currency $4 where it is given, each with the cells it may be in: what was charged
-- at its hour, else on its day.
insert into focus_line (
    line, origin, billing_account_id, billing_period_started_at, billing_period_ended_at, charge_period_started_at,
    charge_period_ended_at, consumed_quantity, pricing_quantity, commitment_discount_quantity,
    pricing_currency_effective_cost, has_contracted_cost, has_list_cost, resource_id, item_key, group_key, cell_1, cell_2, cell_3,
    lead, lead_cost, billed_cost, effective_cost, contracted_cost, list_cost
)
with

lines as (

    select
        row_number() over (
            order by
                charge.usage_date, delivery.source collate "C", delivery.billing_account_id collate "C",
                delivery.billing_period_started_at, item.billing_currency, charge.file_number, charge.row_number,
                charge.part
        ) as line,
        concat_ws(
            '/', delivery.source, delivery.billing_account_id, to_char(delivery.billing_period_started_at, 'YYYY-MM'),
            charge.file_number, charge.row_number, nullif(charge.part, 0)
        ) as origin,
        charge.*,
        delivery.billing_account_id, delivery.billing_period_started_at, delivery.billing_period_ended_at,
        array[
            charge.usage_date::text, coalesce(item.resource_key, ''), item.billing_currency, delivery.source, delivery.billing_account_id,
            item.sub_account_id, item.service_name
        ] as group_key,
        focus_item.class,
        case when focus_item.class = 'direct' then
            array[focus_item.tenant, focus_item.tier, focus_item.commit, focus_item.owner, focus_team.team]
        end as words
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join bill.item as item on item.item_key = charge.item_key
    inner join focus_item on focus_item.item_key = charge.item_key
    left join focus_team
        on focus_team.facts = focus_item.facts
        and focus_team.valid_from <= charge.usage_date and focus_team.valid_to > charge.usage_date
    where delivery.billing_month = $1::date and delivery.state = 'current' and charge.usage_date >= $2::date
        and charge.usage_date < $3::date and ($4::text is null or item.billing_currency = $4::text)

),

final as (

    select
        lines.line, lines.origin, lines.billing_account_id, lines.billing_period_started_at,
        lines.billing_period_ended_at, lines.charge_period_started_at, lines.charge_period_ended_at,
        lines.consumed_quantity, lines.pricing_quantity, lines.commitment_discount_quantity,
        lines.pricing_currency_effective_cost, lines.contracted_cost is not null, lines.list_cost is not null, lines.resource_id,
        lines.item_key, lines.group_key,
        coalesce(of_hour.cell, of_day.cell, of_covered.cell),
        unmeasured.cell,
        whole.cell,
        cost.name,
        cost.amount,
        lines.billed_cost, lines.effective_cost,
        coalesce(lines.contracted_cost, 0), coalesce(lines.list_cost, 0)
    from lines
    left join focus_cell as of_hour
        on of_hour.stage = 1 and of_hour.key = lines.group_key || array[class, lines.hour::text] || lines.words
    left join focus_cell as of_day
        on of_day.stage = 1 and of_day.key = lines.group_key || array[class, null] || lines.words
    -- A savings plan's negation is divided as the machine that it covers.
    left join focus_cell as of_covered
        on of_covered.stage = 1 and lines.class = 'commitment negation'
        and of_covered.key = lines.group_key || array['node', lines.hour::text]
    left join focus_cell as unmeasured
        on unmeasured.stage = 2 and unmeasured.key = lines.group_key || array[lines.hour::text]
    left join focus_cell as whole on whole.stage = 3 and whole.key = lines.group_key
    left join lateral (
        select costs.name, costs.amount
        from (
            values
                (1, 'effective', lines.effective_cost), (2, 'billed', lines.billed_cost),
                (3, 'contracted', lines.contracted_cost), (4, 'list', lines.list_cost)
        ) as costs (place, name, amount)
        where costs.amount <> 0
        order by costs.place
        limit 1
    ) as cost on true

)

select * from final
