-- What of month $1's bill serves a cluster, and whom: by the clusters' own services, by ids, by tags, by configuration.
-- What cannot be placed stays a resource like any other.
insert into usage.item_place (billing_month, item_key, class, place, cluster, namespace, service, ingress, pod, pod_key)
with

candidates as materialized (

    select
        item.item_key, cost.serves(item) as class, item.resource_id, item.resource_name, bill.cluster_words(item) as words,
        regexp_split_to_array(substring(item.resource_id from '^arn:[^:]*:eks:[^:]*:[^:]*:pod/(.*)$'), '/') as pod_words,
        lower(substring(coalesce(item.resource_name, item.resource_id) from '[^/]+$')) as last_word,
        -- A load balancer's own name, with which its host's name begins.
        substring(item.resource_id from ':loadbalancer/(?:(?:net|app|gwy)/)?([^/]+)') as balancer,
        coalesce(
            bill.tag_value(item.tags, 'kubernetes.io/service-name'), bill.tag_value(item.tags, 'service.k8s.aws/stack'),
            bill.tag_value(item.tags, 'k8s-azure-service'), bill.tag_value(item.tags, 'kubernetes.io/service')
        ) as service_word,
        bill.tag_value(item.tags, 'ingress.k8s.aws/stack') as ingress_word,
        coalesce(
            bill.tag_value(item.tags, 'k8s-namespace'), bill.tag_value(item.tags, 'aws:eks:namespace'),
            bill.tag_value(item.tags, 'kubernetes.io/namespace')
        ) as namespace_word
    from work_item
    inner join bill.item as item on item.item_key = work_item.item_key
    where work_item.class = 'direct' and cost.serves(item) is not null

),

clusters as (

    select distinct cluster from usage.import

),

-- The cluster by configuration, by its names in the configuration, by its own name.
named as (

    select
        candidates.item_key,
        coalesce(
            (
                select given.cluster from org.cluster_name as given
                where candidates.resource_id like any (given.resources)
                order by given.ordinal limit 1
            ),
            (
                select given.cluster
                from unnest(candidates.words) with ordinality as word (word, place)
                inner join org.cluster_name as given on word.word like any (given.also)
                order by word.place, given.ordinal limit 1
            ),
            (
                select clusters.cluster
                from unnest(candidates.words) with ordinality as word (word, place)
                inner join clusters on clusters.cluster = word.word
                order by word.place limit 1
            )
        ) as cluster
    from candidates

),

-- The service whose load balancer has this host name or address.
addressed as (

    select distinct on (candidates.item_key) candidates.item_key, service.cluster, service.namespace, service.service
    from candidates
    inner join usage.service as service
        on service.address <> '' and (
            service.address in (candidates.resource_id, candidates.resource_name)
            or regexp_replace(split_part(service.address, '.', 1), '^internal-|-[0-9a-f]+$', '', 'g') = candidates.balancer
        )
    where candidates.class = 'load balancer'
    order by candidates.item_key, service.to_at desc, service.cluster, service.namespace, service.service

),

-- Pods that the bill names as namespace-name, as virtual nodes call their container groups.
grouped as (

    select distinct on (candidates.item_key)
        candidates.item_key, pods.cluster, pods.namespace, pods.pod, pods.pod_key
    from candidates
    inner join usage.pod_day as pods
        on pods.usage_date >= $2::date and pods.usage_date < $3::date
        and candidates.last_word = lower(pods.namespace || '-' || pods.pod)
    where candidates.class = 'pod' and candidates.pod_words is null
    order by candidates.item_key, pods.cluster, pods.pod_key collate "C"

),

placed as (

    select
        candidates.item_key, candidates.class,
        coalesce(addressed.cluster, grouped.cluster, named.cluster) as cluster,
        case candidates.class
            when 'pod' then coalesce(grouped.namespace, candidates.pod_words[2])
            when 'load balancer' then coalesce(
                addressed.namespace, nullif(split_part(candidates.service_word, '/', 1), ''),
                nullif(split_part(candidates.ingress_word, '/', 1), ''), candidates.namespace_word
            )
        end as namespace,
        case when candidates.class = 'load balancer' then
            coalesce(addressed.service, nullif(split_part(candidates.service_word, '/', 2), ''))
        end as service,
        case when candidates.class = 'load balancer' and addressed.service is null and candidates.service_word is null then
            nullif(split_part(candidates.ingress_word, '/', 2), '')
        end as ingress,
        coalesce(grouped.pod, candidates.pod_words[3]) as pod,
        coalesce(grouped.pod_key, nullif(candidates.pod_words[4], ''), candidates.pod_words[2] || '/' || candidates.pod_words[3]) as pod_key
    from candidates
    left join named on named.item_key = candidates.item_key
    left join addressed on addressed.item_key = candidates.item_key
    left join grouped on grouped.item_key = candidates.item_key

),

final as (

    select
        $1::date as billing_month, placed.item_key, placed.class,
        concat_ws(
            ' ', placed.class, placed.cluster, placed.namespace, 'service ' || placed.service,
            'ingress ' || case when policy.item_key is not null then '*' else placed.ingress end, placed.pod_key
        ) as place,
        placed.cluster,
        placed.namespace,
        placed.service,
        case when policy.item_key is not null then '*' else placed.ingress end as ingress,
        placed.pod,
        placed.pod_key
    from placed
    left join lateral (
        select placed.item_key
        from org.allocation_policy as policy
        where placed.namespace || '/' || placed.service like any (policy.ingress_controllers)
    ) as policy on true
    where placed.cluster is not null and (placed.class <> 'pod' or placed.pod_key is not null)

)

select * from final
