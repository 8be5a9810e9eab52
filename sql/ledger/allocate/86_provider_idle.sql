-- Idle capacity that a provider gave to nobody is its machine's like any other: of the machine's key, node and cluster.
with

places as (

    select item.resource_key, min(served.cluster) as cluster
    from usage.item_place as served
    inner join bill.item as item on item.item_key = served.item_key
    where served.billing_month = $1::date and served.class = 'idle'
    group by item.resource_key

),

final as (

    select
        shared.pot,
        coalesce(substring(shared.basis_resource_key from '^split of (.*)$'), shared.basis_resource_key) as basis_resource_key,
        coalesce(shared.cluster, places.cluster) as cluster,
        coalesce(shared.node, (
            select min(hours.node)
            from usage.node_hour as hours
            where hours.resource_key = shared.resource_key and hours.usage_date = shared.usage_date
        )) as node
    from work_shared as shared
    left join places on places.resource_key = shared.resource_key
    where shared.kind = 'idle' and (shared.basis_resource_key like 'split of %' or places.cluster is not null)

)

update work_shared as shared
set basis_resource_key = final.basis_resource_key, cluster = final.cluster, node = final.node
from final
where final.pot = shared.pot
