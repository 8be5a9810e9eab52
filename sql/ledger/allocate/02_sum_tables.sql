-- What of an item the bill charged in the month, and which SKUs a resource is charged by, as parts of one.
create temp table work_item_sum (
    item_key uuid primary key,
    line_count bigint not null,
    pricing_quantity numeric,
    consumed_quantity numeric,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric,
    list_cost numeric
) on commit drop;

create temp table work_resource_sku (
    resource_key text not null,
    service_name text not null,
    billing_currency text not null,
    sku text,
    unit text,
    part numeric not null
) on commit drop;

-- What of the days is kept besides shares and placements, as it grows; it takes its place with the month.
create temp table work_sku_day (like cost.sku_day) on commit drop;

create temp table work_defaulted_day (like cost.defaulted_day) on commit drop;

create temp table work_day_input (like cost.day_input) on commit drop;
