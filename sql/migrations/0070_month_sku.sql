-- What the bill of a published month charged by SKU, kept by publish: unit prices and commitments without reading every line.
create table cost.month_sku (
    billing_month date not null,
    billing_currency text not null,
    service text,
    sku text,
    unit text,
    charge_category text not null,
    commitment text,
    commitment_type text,
    commitment_status text,
    line_count bigint not null,
    quantity numeric,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
);
create index month_sku_month on cost.month_sku (billing_month);

comment on table cost.month_sku is 'One row per month, currency, service, SKU, unit, charge category and commitment: exact sums of the lines that the month was published from.';
comment on column cost.month_sku.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.month_sku.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.month_sku.service is 'FOCUS ServiceName, or null.';
comment on column cost.month_sku.sku is 'FOCUS SkuId, else SkuPriceId, else SkuMeter, or null.';
comment on column cost.month_sku.unit is 'FOCUS PricingUnit, else ConsumedUnit; null where the bill gives no quantity.';
comment on column cost.month_sku.charge_category is 'FOCUS ChargeCategory.';
comment on column cost.month_sku.commitment is 'FOCUS CommitmentDiscountId, or null.';
comment on column cost.month_sku.commitment_type is 'FOCUS CommitmentDiscountType, or null.';
comment on column cost.month_sku.commitment_status is 'FOCUS CommitmentDiscountStatus: Used, Unused or null.';
comment on column cost.month_sku.line_count is 'Lines that were added up.';
comment on column cost.month_sku.quantity is 'FOCUS PricingQuantity, else ConsumedQuantity; null without a unit.';
comment on column cost.month_sku.billed_cost is 'What is invoiced.';
comment on column cost.month_sku.effective_cost is 'After amortising commitments.';
comment on column cost.month_sku.contracted_cost is 'At contracted prices, as far as the bill has them.';
comment on column cost.month_sku.list_cost is 'At list prices, as far as the bill has them.';

-- What is published already, from the deliveries that it was published from.
insert into cost.month_sku (
    billing_month, billing_currency, service, sku, unit, charge_category, commitment, commitment_type, commitment_status,
    line_count, quantity, billed_cost, effective_cost, contracted_cost, list_cost
)
with

lines as (

    select
        period.billing_month, charge.item_key, count(*) as line_count,
        sum(charge.pricing_quantity) as pricing_quantity, sum(charge.consumed_quantity) as consumed_quantity,
        sum(charge.billed_cost) as billed_cost, sum(charge.effective_cost) as effective_cost,
        sum(charge.contracted_cost) as contracted_cost, sum(charge.list_cost) as list_cost
    from cost.period as period
    inner join bill.delivery as delivery on delivery.delivery_id = any (period.delivery_ids)
    inner join bill.charge as charge
        on charge.load_id = delivery.load_id and charge.period_number = delivery.period_number
    group by period.billing_month, charge.item_key

)

select
    lines.billing_month, item.billing_currency, item.service_name,
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
from lines
inner join bill.item as item on item.item_key = lines.item_key
group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
