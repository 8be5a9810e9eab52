-- Which SKUs a team's direct cost is made of: what prices and the mix of a change are worked out from.
create view report.team_sku_month as
select
    billing_month, billing_currency, team, namespace, service, sku, unit, quantity,
    billed_cost, effective_cost, contracted_cost, list_cost
from cost.team_sku;

comment on view report.team_sku_month is
    'One row per month, currency, team, namespace, service, SKU and unit: the direct cost of it; nothing of months that were allocated last before there was this view.';
comment on column report.team_sku_month.billing_month is 'First day of the month whose bill it is from.';
comment on column report.team_sku_month.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.team_sku_month.team is 'The team that bears it; null where none is found.';
comment on column report.team_sku_month.namespace is 'The namespace; null outside of clusters.';
comment on column report.team_sku_month.service is 'FOCUS ServiceName, or null.';
comment on column report.team_sku_month.sku is 'FOCUS SkuId, else SkuPriceId, else SkuMeter, or null. A resource of several counts towards each by its part of the month''s effective cost.';
comment on column report.team_sku_month.unit is 'What the quantity is counted in; null where the bill gives none.';
comment on column report.team_sku_month.quantity is 'The part of the SKU''s quantity that its effective cost is of the SKU''s, to twelve decimals; null without one.';
comment on column report.team_sku_month.billed_cost is 'Billed cost: what is invoiced.';
comment on column report.team_sku_month.effective_cost is 'Effective cost: after spreading prepaid commitments over their use.';
comment on column report.team_sku_month.contracted_cost is 'Contracted cost: at contracted prices, as far as the bill has them.';
comment on column report.team_sku_month.list_cost is 'List cost: at list prices, as far as the bill has them.';
