-- Keeps, by day, team and namespace, which SKUs the direct cost of the days at hand of month $1 is of.
insert into work_sku_day (
    billing_month, usage_date, billing_currency, team, namespace, service, sku, unit,
    billed_cost, effective_cost, contracted_cost, list_cost
)
with

-- Of machines, volumes and what serves clusters.
machines as (

    select
        pot.usage_date, pot.billing_currency, team.team, consumer.namespace, pot.service_name, pot.resource_key,
        sum(direct.billed_cost) as billed_cost, sum(direct.effective_cost) as effective_cost,
        sum(direct.contracted_cost) as contracted_cost, sum(direct.list_cost) as list_cost
    from work_direct as direct
    inner join work_pot as pot on pot.pot = direct.pot
    inner join work_consumer as consumer on consumer.consumer = direct.consumer
    left join work_consumer_team as team
        on team.consumer = direct.consumer and team.valid_from <= pot.usage_date and team.valid_to > pot.usage_date
    group by 1, 2, 3, 4, 5, 6

),

parts as (

    select
        machines.usage_date, machines.billing_currency, machines.team, machines.namespace, machines.service_name as service,
        skus.sku, skus.unit,
        machines.billed_cost * skus.part as billed_cost, machines.effective_cost * skus.part as effective_cost,
        machines.contracted_cost * skus.part as contracted_cost, machines.list_cost * skus.part as list_cost
    from machines
    inner join work_resource_sku as skus
        on skus.resource_key = machines.resource_key and skus.service_name = coalesce(machines.service_name, '')
        and skus.billing_currency = machines.billing_currency
    union all
    -- What is one team's whole has one item.
    select
        pot.usage_date, pot.billing_currency, team.team, null, pot.service_name,
        coalesce(item.sku_id, item.sku_price_id, item.sku_meter),
        case
            when lines.pricing_quantity is not null then item.pricing_unit
            when lines.consumed_quantity is not null then item.consumed_unit
        end,
        pot.billed_cost, pot.effective_cost, pot.contracted_cost, pot.list_cost
    from work_pot as pot
    inner join work_item_sum as lines on lines.item_key = pot.item_key
    inner join bill.item as item on item.item_key = pot.item_key
    inner join work_consumer as consumer on consumer.item_key = pot.item_key
    left join work_consumer_team as team
        on team.consumer = consumer.consumer and team.valid_from <= pot.usage_date and team.valid_to > pot.usage_date
    where pot.class = 'direct'

)

select
    $1::date, usage_date, billing_currency, team, namespace, service, sku, unit,
    trim_scale(sum(billed_cost)), trim_scale(sum(effective_cost)), trim_scale(sum(contracted_cost)), trim_scale(sum(list_cost))
from parts
group by 1, 2, 3, 4, 5, 6, 7, 8
