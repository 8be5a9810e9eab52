-- What each item of month $1 is, by its words and by what its resource was allocated as.
insert into focus_item (item_key, class, tenant, tier, commit, owner, facts)
with

items as (

    select distinct charge.item_key
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    where delivery.billing_month = $1::date and delivery.state = 'current'

),

resources as (

    select
        resource_key,
        bool_or(rule like 'node by %' or rule like 'traffic of a node %' or kind = 'idle' or reason = 'no usage') as is_node,
        bool_or(rule like 'volume %' or reason = 'volume without a claim') as is_volume
    from report.allocation
    where billing_month = $1::date and resource_key <> ''
    group by resource_key

),

classes as (

    select
        item.*,
        coalesce(
            place.class,
            cost.charge_class(item, coalesce(resources.is_node, false), coalesce(resources.is_volume, false))
        ) as class
    from items
    inner join bill.item as item on item.item_key = items.item_key
    left join resources on resources.resource_key = item.resource_key
    left join usage.item_place as place on place.billing_month = $1::date and place.item_key = item.item_key

),

words as (

    select
        item_key, class, tags,
        bill.tag_value(tags, 'tenant') as tenant,
        bill.tag_value(tags, 'tier') as tier,
        bill.tag_value(tags, 'commit') as commit,
        bill.tag_value(tags, 'owner') as owner,
        sub_account_id, service_name, resource_key
    from classes

),

final as (

    select
        item_key, class, tenant, tier, commit, owner,
        case when class = 'direct' then
            jsonb_strip_nulls(jsonb_build_object(
                'tenant', tenant, 'tier', tier, 'owner', owner, 'account', sub_account_id, 'service', service_name,
                'resource', resource_key
            )) || (
                select coalesce(jsonb_object_agg('tag.' || tag.key, tag.value), '{}'::jsonb)
                from jsonb_each_text(words.tags) as tag
                where tag.value <> ''
            )
        end as facts
    from words

)

select * from final
