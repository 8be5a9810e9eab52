-- Which GOMEMLIMIT would suit each workload's containers if they run Go: by class of service and memory limit, of the newest day of
-- each cluster.
create view report.go_memory_limit as
with

newest as (

    select clusters.cluster, (select max(days.usage_date) from usage.pod_day as days where days.cluster = clusters.cluster) as usage_date
    from (select distinct cluster from usage.import) as clusters

),

limits as (

    select
        quantity.cluster, quantity.namespace, quantity.pod, quantity.container,
        min(quantity.quantity / quantity.covered_seconds) as memory_limit_bytes
    from newest
    inner join usage.quantity_hour as quantity
        on quantity.cluster = newest.cluster and quantity.measure = 'pod_memory_limit' and quantity.usage_date = newest.usage_date
    where quantity.covered_seconds > 0
    group by 1, 2, 3, 4

),

-- All pods of the day: what has no limit says so.
pods as (

    select
        days.cluster, days.namespace, workloads.workload, coalesce(limits.container, '') as container, pods.qos_class,
        limits.memory_limit_bytes, days.memory_used_hour_max / 3600 as memory_used_bytes
    from newest
    inner join usage.pod_day as days on days.cluster = newest.cluster and days.usage_date = newest.usage_date
    left join usage.pod_workload as workloads on workloads.cluster = days.cluster and workloads.pod_key = days.pod_key
    left join usage.pod as pods on pods.cluster = days.cluster and pods.pod_key = days.pod_key
    left join limits on limits.cluster = days.cluster and limits.namespace = days.namespace and limits.pod = days.pod

),

-- Of several pods the smallest limit: it is what all of them must fit.
workloads as (

    select
        cluster, namespace, workload, container, qos_class, count(*) as pod_count, min(memory_limit_bytes) as memory_limit_bytes,
        max(memory_used_bytes) as memory_used_bytes
    from pods
    group by cluster, namespace, workload, container, qos_class

),

final as (

    select
        workloads.cluster, workloads.namespace, workloads.workload, nullif(workloads.container, '') as container, workloads.qos_class,
        workloads.pod_count, workloads.memory_limit_bytes,
        report.go_memory_limit(
            workloads.qos_class, workloads.memory_limit_bytes,
            (select value from org.change_setting where name = 'go_guaranteed_share'),
            (select value from org.change_setting where name = 'go_burstable_share')
        ) as go_memory_limit_bytes,
        workloads.memory_used_bytes,
        case
            when lower(workloads.qos_class) = 'besteffort' then 'best effort: none'
            when workloads.memory_limit_bytes is null then 'no memory limit in the exports of the day'
            when workloads.qos_class is null then 'no class of service; range exports need kube_pod_status_qos_class'
            else lower(workloads.qos_class) || ': ' || trim_scale(100 * (
                select value from org.change_setting
                where name = case lower(workloads.qos_class) when 'guaranteed' then 'go_guaranteed_share' else 'go_burstable_share' end
            )) || ' % of the limit'
        end as evidence
    from workloads

)

select * from final;

comment on view report.go_memory_limit is 'One row per cluster, namespace, workload, container and class of service; which of them run Go, exports do not say.';
comment on column report.go_memory_limit.cluster is 'The cluster.';
comment on column report.go_memory_limit.namespace is 'The namespace.';
comment on column report.go_memory_limit.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column report.go_memory_limit.container is 'The container; null where exports do not say it, or no limit.';
comment on column report.go_memory_limit.qos_class is 'Guaranteed, Burstable or BestEffort; null where no export says it.';
comment on column report.go_memory_limit.pod_count is 'Pods of the day.';
comment on column report.go_memory_limit.memory_limit_bytes is 'The limit; of several pods the smallest. Null: none.';
comment on column report.go_memory_limit.go_memory_limit_bytes is 'The GOMEMLIMIT: 95 % of the limit of guaranteed pods, 80 % of burstable ones (org.change_setting), none of best-effort ones and without a limit.';
comment on column report.go_memory_limit.memory_used_bytes is 'What a pod, with all its containers, used in the hour of the day that used most.';
comment on column report.go_memory_limit.evidence is 'What the suggestion goes by, or why there is none.';
