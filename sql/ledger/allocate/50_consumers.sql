-- Whoever can bear cost in the days [$2, $3) of month $1's bill, numbered in the order of their keys' bytes:
-- the rule for ties. Pods between two changes of their labels, claims, and tagged resources.
insert into work_consumer
    (consumer, consumer_key, cluster, namespace, workload, pod, pod_key, tenant, tier, commit, owner, item_key, facts)
with

pods as (

    select cluster, pod_key, min(namespace) as namespace, min(pod) as pod
    from usage.pod_day
    where usage_date >= $2::date and usage_date < $3::date
    group by cluster, pod_key

),

claims as (

    select distinct cluster, namespace || '/claim/' || claim as pod_key, namespace, null::text as pod
    from usage.volume

),

labelled as (

    select
        subjects.cluster || '/' || subjects.namespace || '/' || subjects.pod_key as consumer_key,
        subjects.cluster, subjects.namespace, workloads.workload, subjects.pod,
        subjects.pod_key,
        labels.tenant, labels.tier, labels.commit, labels.owner,
        null::uuid as item_key,
        '{}'::jsonb as tag_facts,
        null::text as account,
        null::text as service,
        null::text as resource
    from (select * from pods union all select * from claims) as subjects
    left join usage.cost_label as labels
        on labels.cluster = subjects.cluster and labels.pod_key = subjects.pod_key
    left join usage.pod_workload as workloads
        on workloads.cluster = subjects.cluster and workloads.pod_key = subjects.pod_key

),

tagged as (

    select
        'item/' || item.item_key as consumer_key,
        null::text as cluster, null::text as namespace, null::text as workload, null::text as pod, null::text as pod_key,
        bill.tag_value(item.tags, 'tenant') as tenant,
        bill.tag_value(item.tags, 'tier') as tier,
        bill.tag_value(item.tags, 'commit') as commit,
        bill.tag_value(item.tags, 'owner') as owner,
        item.item_key,
        (
            select coalesce(jsonb_object_agg('tag.' || tag.key, tag.value), '{}'::jsonb)
            from jsonb_each_text(item.tags) as tag
            where tag.value <> ''
        ) as tag_facts,
        item.sub_account_id as account,
        item.service_name as service,
        item.resource_key as resource
    from work_item
    inner join bill.item as item on item.item_key = work_item.item_key
    where work_item.class = 'direct'

),

-- Two spells of one pod with the same labels are one consumer.
consumers as (

    select distinct * from labelled
    union all
    select * from tagged

),

final as (

    select
        row_number() over (
            order by
                consumer_key collate "C", tenant collate "C" nulls first, tier collate "C" nulls first,
                commit collate "C" nulls first, owner collate "C" nulls first
        ) as consumer,
        consumer_key, cluster, namespace, workload, pod, pod_key, tenant, tier, commit, owner, item_key,
        jsonb_strip_nulls(jsonb_build_object(
            'cluster', cluster, 'namespace', namespace, 'tenant', tenant, 'tier', tier, 'owner', owner,
            'account', account, 'service', service, 'resource', resource
        )) || tag_facts as facts
    from consumers

)

select * from final
