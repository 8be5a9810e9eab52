-- What each item of month $1 is, by its words and by what the clusters know of its resource.
insert into work_item (item_key, class, instance_family)
with

items as (

    select distinct charge.item_key
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    where delivery.billing_month = $1::date and delivery.state = 'current'

),

nodes as (

    select distinct resource_key from usage.node_hour

),

volumes as (

    select distinct resource_key from usage.volume

),

final as (

    select
        item.item_key,
        found.class,
        case when found.class in ('node', 'commitment negation') then cost.instance_family(item) else '*' end as instance_family
    from items
    inner join bill.item as item on item.item_key = items.item_key
    left join nodes on nodes.resource_key = item.resource_key
    left join volumes on volumes.resource_key = item.resource_key
    cross join lateral (
        select cost.charge_class(item, nodes.resource_key is not null, volumes.resource_key is not null) as class
    ) as found

)

select * from final
