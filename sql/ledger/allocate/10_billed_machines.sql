-- Nodes of the days [$2, $3) whose machine bills call otherwise: Azure charges a scale set as a whole, so that its nodes
-- are divided together; Google names a machine by its number, and by its name beside it.
with

machines as (

    select distinct
        resource_key,
        substring(resource_key from '^(/subscriptions/.*/providers/microsoft\.compute/virtualmachinescalesets/[^/]+)/virtualmachines/')
            as scale_set,
        substring(resource_key from '^//compute\.googleapis\.com/projects/[^/]+(/zones/[^/]+/instances/)') as google_zone,
        substring(resource_key from '^//compute\.googleapis\.com/.*/instances/([^/]+)$') as google_name
    from usage.node_hour
    where usage_date >= $2::date and usage_date < $3::date
        and (resource_key like '/subscriptions/%' or resource_key like '//compute.googleapis.com/%')

),

unbilled as (

    select machines.*
    from machines
    where not exists (select 1 from bill.item as item where item.resource_key = machines.resource_key)

),

final as (

    select unbilled.resource_key, unbilled.scale_set as billed_key
    from unbilled
    where exists (select 1 from bill.item as item where item.resource_key = unbilled.scale_set)
    union all
    select unbilled.resource_key, min(item.resource_key)
    from unbilled
    inner join bill.item as item
        on item.resource_name = unbilled.google_name
        and item.resource_key like '//compute.googleapis.com/projects/%' || unbilled.google_zone || '%'
        and item.resource_key ~ '/instances/[0-9]+$'
    group by unbilled.resource_key
    having count(distinct item.resource_key) = 1

),

nodes as (

    update usage.node_hour as nodes
    set resource_key = final.billed_key
    from final
    where nodes.resource_key = final.resource_key and nodes.usage_date >= $2::date and nodes.usage_date < $3::date

),

arrays as (

    update usage.pod_day_hours as pods
    set resource_key = final.billed_key
    from final
    where pods.resource_key = final.resource_key and pods.usage_date >= $2::date and pods.usage_date < $3::date

)

update usage.pod_hour as pods
set resource_key = final.billed_key
from final
where pods.resource_key = final.resource_key and pods.usage_date >= $2::date and pods.usage_date < $3::date
