-- Serverless pods that no export has measured, and services without pods: they bear what serves them alone.
insert into work_consumer
    (consumer, consumer_key, cluster, namespace, workload, pod, pod_key, tenant, tier, commit, owner, item_key, facts)
with

subjects as (

    select cluster, namespace, pod, pod_key, place like 'allocated to %' as is_allocated
    from usage.item_place
    where billing_month = $1::date and class = 'pod'
    union
    select cluster, namespace, null, namespace || '/service/' || coalesce(service, ''), false
    from usage.item_place
    where billing_month = $1::date and class = 'load balancer' and namespace is not null

),

labelled as (

    select distinct
        concat_ws('/', subjects.cluster, subjects.namespace, subjects.pod_key) as consumer_key,
        subjects.cluster, subjects.namespace, workloads.workload, subjects.pod, subjects.pod_key,
        labels.tenant, labels.tier, labels.commit, labels.owner,
        -- Of pods that a provider's allocation names each is told apart.
        case when subjects.is_allocated then subjects.pod_key end as allocated_pod_key
    from subjects
    left join usage.cost_label as labels on labels.cluster = subjects.cluster and labels.pod_key = subjects.pod_key
    left join usage.pod_workload as workloads
        on workloads.cluster = subjects.cluster and workloads.pod_key = subjects.pod_key
    where not exists (
        select 1
        from work_consumer as known
        where known.cluster = subjects.cluster and known.pod_key = subjects.pod_key
    )

),

final as (

    select
        (select coalesce(max(consumer), 0) from work_consumer) + row_number() over (
            order by
                consumer_key collate "C", tenant collate "C" nulls first, tier collate "C" nulls first,
                commit collate "C" nulls first, owner collate "C" nulls first
        ) as consumer,
        consumer_key, cluster, namespace, workload, pod, pod_key, tenant, tier, commit, owner,
        null::uuid as item_key,
        jsonb_strip_nulls(jsonb_build_object(
            'cluster', cluster, 'namespace', namespace, 'tenant', tenant, 'tier', tier, 'owner', owner, 'pod', allocated_pod_key
        )) as facts
    from labelled

)

select * from final
