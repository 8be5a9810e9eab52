-- Publishes what the bill of month $1 charged by SKU: what unit prices, and the causes of a change, are worked out from.
-- Items first: their words are joined once per item, not once per line.
insert into cost.month_sku (
    billing_month, billing_currency, service, sku, unit, charge_category, commitment, commitment_type, commitment_status,
    line_count, quantity, billed_cost, effective_cost, contracted_cost, list_cost
)
select
    $1::date, item.billing_currency, item.service_name,
    coalesce(item.sku_id, item.sku_price_id, item.sku_meter),
    case
        when lines.pricing_quantity is not null then item.pricing_unit
        when lines.consumed_quantity is not null then item.consumed_unit
    end,
    item.charge_category, item.commitment_discount_id, item.commitment_discount_type, item.commitment_discount_status,
    sum(lines.line_count),
    trim_scale(sum(coalesce(lines.pricing_quantity, lines.consumed_quantity))),
    trim_scale(sum(lines.billed_cost)), trim_scale(sum(lines.effective_cost)),
    trim_scale(coalesce(sum(lines.contracted_cost), 0)), trim_scale(coalesce(sum(lines.list_cost), 0))
from work_item_sum as lines
inner join bill.item as item on item.item_key = lines.item_key
group by 1, 2, 3, 4, 5, 6, 7, 8, 9
