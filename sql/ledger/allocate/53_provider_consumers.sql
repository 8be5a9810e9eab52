-- Pods that the provider's split of the days [$2, $3) names and no export has measured; their facts tell each apart.
insert into work_consumer
    (consumer, consumer_key, cluster, namespace, workload, pod, pod_key, tenant, tier, commit, owner, item_key, facts)
with

subjects as (

    select line.cluster, line.pod_key, min(place.namespace collate "C") as namespace, min(place.pod collate "C") as pod
    from (
        select distinct cluster, pod_key from work_provider_line where usage_date >= $2::date and usage_date < $3::date
    ) as line
    inner join usage.item_place as place
        on place.billing_month = $1::date and place.class = 'provider split' and place.cluster = line.cluster
        and place.pod_key = line.pod_key
    where not exists (
        select 1 from work_consumer as known where known.cluster = line.cluster and known.pod_key = line.pod_key
    )
    group by line.cluster, line.pod_key

),

labelled as (

    select distinct
        concat_ws('/', subjects.cluster, subjects.namespace, subjects.pod_key) as consumer_key,
        subjects.cluster, subjects.namespace, workloads.workload, subjects.pod, subjects.pod_key,
        labels.tenant, labels.tier, labels.commit, labels.owner
    from subjects
    left join usage.cost_label as labels on labels.cluster = subjects.cluster and labels.pod_key = subjects.pod_key
    left join usage.pod_workload as workloads
        on workloads.cluster = subjects.cluster and workloads.pod_key = subjects.pod_key

),

final as (

    select
        (select coalesce(max(consumer), 0) from work_consumer) + row_number() over (
            order by
                consumer_key collate "C", tenant collate "C" nulls first, tier collate "C" nulls first,
                commit collate "C" nulls first, owner collate "C" nulls first
        ) as consumer,
        labelled.*,
        null::uuid as item_key,
        jsonb_strip_nulls(jsonb_build_object(
            'cluster', cluster, 'namespace', namespace, 'tenant', tenant, 'tier', tier, 'owner', owner, 'pod', pod_key
        )) as facts
    from labelled

)

select * from final
