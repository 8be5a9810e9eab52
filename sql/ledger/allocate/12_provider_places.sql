-- Whom month $1's bill itself gives parts of machines to, where the configuration goes by the provider: pods of a split
-- that repeats the machine's money (AWS), of charges that were allocated with their money (FOCUS), and what was allocated to
-- nobody, which is idle.
insert into usage.item_place (billing_month, item_key, class, place, cluster, namespace, pod, pod_key)
with

candidates as materialized (

    select
        item.item_key, item.resource_key, item.sub_account_id, words.*,
        case
            when work_item.class = 'provider split' then 'provider split'
            when item.allocated_resource_id is null then 'idle'
            else 'pod'
        end as class
    from work_item
    inner join bill.item as item on item.item_key = work_item.item_key
    cross join lateral bill.allocated_pod(item) as words
    where (work_item.class = 'provider split' and item.allocated_resource_id is not null)
        or (
            work_item.class in ('node', 'direct') and item.allocated_method_id <> 'alibaba-split-bill'
            and item.charge_category = 'Usage' and item.resource_key is not null
        )

),

clusters as (

    select distinct cluster from usage.import

),

nodes as (

    select resource_key, min(cluster) as cluster
    from usage.node_hour
    where resource_key in (select candidates.resource_key from candidates)
    group by resource_key

),

-- As the configuration calls it, as exports do, by its machine, else as the bill does.
named as (

    select
        candidates.*,
        coalesce(
            (
                select given.cluster
                from unnest(candidates.cluster_words) with ordinality as word (word, place)
                inner join org.cluster_name as given on word.word like any (given.also) or word.word = given.cluster
                order by word.place, given.ordinal limit 1
            ),
            (
                select clusters.cluster
                from unnest(candidates.cluster_words) with ordinality as word (word, place)
                inner join clusters on clusters.cluster = word.word
                order by word.place limit 1
            ),
            nodes.cluster,
            candidates.cluster_words[1]
        ) as cluster
    from candidates
    left join nodes on nodes.resource_key = candidates.resource_key

),

chosen as (

    select named.*
    from named
    where named.cluster is not null
        and org.division_of_nodes(cost.rules_in_force() -> 'nodes', named.cluster, named.sub_account_id) = 'provider'

),

-- A pod that exports know without its uid is known by its name.
known as (

    select distinct cluster, pod_key
    from usage.pod_day
    where usage_date >= $2::date and usage_date < $3::date

)

select
    $1::date, chosen.item_key, chosen.class,
    concat_ws(
        ' ', case chosen.class when 'pod' then 'allocated to' else chosen.class end, chosen.cluster, chosen.namespace,
        coalesce(found.pod_key, chosen.uid)
    ),
    chosen.cluster, chosen.namespace, chosen.pod, coalesce(found.pod_key, chosen.uid)
from chosen
left join lateral (
    select known.pod_key
    from known
    where known.cluster = chosen.cluster and known.pod_key in (chosen.uid, chosen.namespace || '/' || chosen.pod)
    order by known.pod_key = chosen.uid desc
    limit 1
) as found on true
