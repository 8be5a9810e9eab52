-- Which SKUs a resource is charged by in a service: of several, each by its part of the month's effective cost.
insert into work_resource_sku (resource_key, service_name, billing_currency, sku, unit, part)
with

skus as (

    select
        item.resource_key, coalesce(item.service_name, '') as service_name, item.billing_currency,
        coalesce(item.sku_id, item.sku_price_id, item.sku_meter) as sku,
        case
            when lines.pricing_quantity is not null then item.pricing_unit
            when lines.consumed_quantity is not null then item.consumed_unit
        end as unit,
        sum(lines.effective_cost) as effective_cost
    from work_item_sum as lines
    inner join bill.item as item on item.item_key = lines.item_key
    where item.resource_key <> ''
    group by 1, 2, 3, 4, 5

),

final as (

    select
        resource_key, service_name, billing_currency, sku, unit,
        case
            when count(*) over resource = 1 then 1
            else round(effective_cost / nullif(sum(effective_cost) over resource, 0), 12)
        end as part
    from skus
    window resource as (partition by resource_key, service_name, billing_currency)

)

select * from final
where part <> 0
