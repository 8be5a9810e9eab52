-- Publishes what the machines of month $1 cost, and how much of that was idle.
insert into cost.month_machine (
    billing_month, billing_currency, cluster, node, resource_key, idle_billed_cost, idle_effective_cost, idle_contracted_cost,
    idle_list_cost, billed_cost, effective_cost, contracted_cost, list_cost
)
with

machines as (

    select
        resource_key, string_agg(distinct cluster, ', ') as cluster, string_agg(distinct node, ', ') as node
    from usage.node_hour
    where resource_key <> '' and usage_date >= $1::date - 1 and usage_date <= ($1::date + interval '1 month')::date
    group by resource_key

),

-- What a machine cost is what the bill says of it: allocation and bill are equal by resource. Lines are added up by item
-- first, all of them; what is no machine falls out where the two meet.
lines as materialized (

    select
        charge.item_key, sum(charge.billed_cost) as billed_cost, sum(charge.effective_cost) as effective_cost,
        sum(charge.contracted_cost) as contracted_cost, sum(charge.list_cost) as list_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    where delivery.billing_month = $1::date and delivery.state = 'current'
    group by charge.item_key

),

costs as materialized (

    select
        $1::date as billing_month, item.billing_currency, item.resource_key,
        sum(lines.billed_cost) as billed_cost, sum(lines.effective_cost) as effective_cost,
        coalesce(sum(lines.contracted_cost), 0) as contracted_cost, coalesce(sum(lines.list_cost), 0) as list_cost
    from lines
    inner join bill.item as item on item.item_key = lines.item_key
    where item.resource_key <> ''
    group by 1, 2, 3

),

-- Idle capacity is placed whole: no row of cost.share has it.
idle as (

    select
        billing_month, billing_currency, resource_key,
        sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from cost.placement
    where billing_month = $1::date and kind = 'idle' and resource_key <> ''
    group by billing_month, billing_currency, resource_key

)

select
    costs.billing_month, costs.billing_currency, machines.cluster, machines.node, costs.resource_key,
    trim_scale(coalesce(idle.billed_cost, 0)), trim_scale(coalesce(idle.effective_cost, 0)),
    trim_scale(coalesce(idle.contracted_cost, 0)), trim_scale(coalesce(idle.list_cost, 0)),
    trim_scale(costs.billed_cost), trim_scale(costs.effective_cost),
    trim_scale(costs.contracted_cost), trim_scale(costs.list_cost)
from costs
inner join machines on machines.resource_key = costs.resource_key
left join idle
    on idle.billing_month = costs.billing_month and idle.billing_currency = costs.billing_currency
    and idle.resource_key = costs.resource_key
