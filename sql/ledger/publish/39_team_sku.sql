-- Publishes which SKUs make up what the teams and namespaces of month $1 cost directly; after the month's own sums by SKU.
insert into cost.team_sku (
    billing_month, billing_currency, team, namespace, service, sku, unit, quantity,
    billed_cost, effective_cost, contracted_cost, list_cost
)
with

parts as (

    select
        billing_currency, team, namespace, service, sku, unit,
        sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from cost.sku_day
    where billing_month = $1::date
    group by billing_currency, team, namespace, service, sku, unit

),

wholes as (

    select
        billing_currency, coalesce(service, '') as service, coalesce(sku, '') as sku, unit,
        sum(quantity) as quantity, sum(effective_cost) as effective_cost
    from cost.month_sku
    where billing_month = $1::date and unit is not null
    group by 1, 2, 3, 4

)

select
    $1::date, parts.billing_currency, parts.team, parts.namespace, parts.service, parts.sku, parts.unit,
    trim_scale(round(wholes.quantity * parts.effective_cost / nullif(wholes.effective_cost, 0), 12)),
    parts.billed_cost, parts.effective_cost, parts.contracted_cost, parts.list_cost
from parts
left join wholes
    on wholes.billing_currency = parts.billing_currency and wholes.service = coalesce(parts.service, '')
    and wholes.sku = coalesce(parts.sku, '') and wholes.unit = parts.unit
