-- What was bought: quantities and unit prices by SKU, for comparing one month's prices with another's.
create view report.sku_month as
select
    billing_month, billing_currency, service, sku, unit, charge_category, commitment, commitment_status, line_count, quantity,
    billed_cost, effective_cost, contracted_cost, list_cost,
    round(effective_cost / nullif(quantity, 0), 12) as effective_unit_price,
    round(list_cost / nullif(quantity, 0), 12) as list_unit_price
from cost.month_sku;

comment on view report.sku_month is
    'One row per month, currency, service, SKU, unit, charge category and commitment of the bill that the month was published from; the rows of a month add up to it.';
comment on column report.sku_month.billing_month is 'First day of the month whose bill it is from.';
comment on column report.sku_month.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.sku_month.service is 'FOCUS ServiceName, or null.';
comment on column report.sku_month.sku is 'FOCUS SkuId, else SkuPriceId, else SkuMeter, or null.';
comment on column report.sku_month.unit is 'FOCUS PricingUnit, else ConsumedUnit; null where the bill gives no quantity.';
comment on column report.sku_month.charge_category is 'FOCUS ChargeCategory: Usage, Purchase, Tax, Credit, Adjustment.';
comment on column report.sku_month.commitment is 'FOCUS CommitmentDiscountId, or null.';
comment on column report.sku_month.commitment_status is 'FOCUS CommitmentDiscountStatus: Used, Unused or null.';
comment on column report.sku_month.line_count is 'Lines of the bill that were added up.';
comment on column report.sku_month.quantity is 'How much, in the unit; null without one.';
comment on column report.sku_month.billed_cost is 'Billed cost: what is invoiced.';
comment on column report.sku_month.effective_cost is 'Effective cost: after spreading prepaid commitments over their use.';
comment on column report.sku_month.contracted_cost is 'Contracted cost: at contracted prices, as far as the bill has them.';
comment on column report.sku_month.list_cost is 'List cost: at list prices, as far as the bill has them.';
comment on column report.sku_month.effective_unit_price is 'Effective cost of one unit, to twelve decimals; null without a quantity.';
comment on column report.sku_month.list_unit_price is 'List cost of one unit, to twelve decimals; null without a quantity.';
