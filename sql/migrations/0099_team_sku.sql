-- Which SKUs make up what teams and namespaces cost, kept by publish: unit prices and the mix of what a team uses are its own, not the
-- whole bill's. Of months that are published already there is none before they are allocated anew.
create table cost.sku_day (
    billing_month date not null,
    usage_date date not null,
    billing_currency text not null,
    team text,
    namespace text,
    service text,
    sku text,
    unit text,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
);
create index sku_day_month on cost.sku_day (billing_month, usage_date);

comment on table cost.sku_day is 'One row per UTC day, currency, team, namespace, service, SKU and unit: direct cost, that of a resource of several SKUs divided as its month''s effective cost is.';
comment on column cost.sku_day.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.sku_day.usage_date is 'The UTC day.';
comment on column cost.sku_day.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.sku_day.team is 'The team that bears it, or null.';
comment on column cost.sku_day.namespace is 'The namespace, or null.';
comment on column cost.sku_day.service is 'FOCUS ServiceName, or null.';
comment on column cost.sku_day.sku is 'FOCUS SkuId, else SkuPriceId, else SkuMeter, or null.';
comment on column cost.sku_day.unit is 'FOCUS PricingUnit, else ConsumedUnit; null where the bill gives no quantity.';
comment on column cost.sku_day.billed_cost is 'What is invoiced.';
comment on column cost.sku_day.effective_cost is 'After amortising commitments.';
comment on column cost.sku_day.contracted_cost is 'At contracted prices, as far as the bill has them.';
comment on column cost.sku_day.list_cost is 'At list prices, as far as the bill has them.';

create table cost.team_sku (
    billing_month date not null,
    billing_currency text not null,
    team text,
    namespace text,
    service text,
    sku text,
    unit text,
    quantity numeric,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
);
create index team_sku_team on cost.team_sku (billing_month, team);

comment on table cost.team_sku is 'One row per month, currency, team, namespace, service, SKU and unit: sums of cost.sku_day, with the part of the SKU''s quantity.';
comment on column cost.team_sku.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.team_sku.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.team_sku.team is 'The team that bears it, or null.';
comment on column cost.team_sku.namespace is 'The namespace, or null.';
comment on column cost.team_sku.service is 'FOCUS ServiceName, or null.';
comment on column cost.team_sku.sku is 'FOCUS SkuId, else SkuPriceId, else SkuMeter, or null.';
comment on column cost.team_sku.unit is 'FOCUS PricingUnit, else ConsumedUnit; null where the bill gives no quantity.';
comment on column cost.team_sku.quantity is 'Of the SKU''s quantity, the part that its effective cost is of the SKU''s; null without one.';
comment on column cost.team_sku.billed_cost is 'What is invoiced.';
comment on column cost.team_sku.effective_cost is 'After amortising commitments.';
comment on column cost.team_sku.contracted_cost is 'At contracted prices, as far as the bill has them.';
comment on column cost.team_sku.list_cost is 'At list prices, as far as the bill has them.';
