-- What workloads could ask for: the percentile of their hours' CPU and the greatest hour's memory of one pod, with head
-- room and floor, and the money that smaller requests would free of what they cost.
create view report.rightsizing as
with

sizes as (

    select
        cluster, namespace, workload, from_date, to_date, first_date, last_date, pod_hours, cpu_requested, cpu_percentile, cpu_suggested,
        memory_requested, memory_greatest, memory_suggested, cpu_freed_share, memory_freed_share
    from usage.workload_use
    where span = 'sizing' and cpu_suggested is not null

),

windows as (

    select coalesce(max(from_date), '-infinity') as from_date, coalesce(max(to_date), 'infinity') as to_date
    from sizes

),

costs as (

    select
        days.cluster, days.namespace, days.workload, days.billing_currency,
        sum(days.effective_cost) filter (where days.kind = 'cpu') as cpu_cost,
        sum(days.effective_cost) filter (where days.kind = 'memory') as memory_cost
    from cost.day as days
    cross join windows
    where days.usage_date >= windows.from_date and days.usage_date < windows.to_date and not days.is_shared and days.workload is not null
    group by days.cluster, days.namespace, days.workload, days.billing_currency

),

final as (

    select
        sizes.cluster, sizes.namespace, sizes.workload, sizes.first_date as from_date, sizes.last_date as to_date,
        round(sizes.pod_hours, 6) as pod_hours,
        round(sizes.cpu_requested / sizes.pod_hours, 6) as cpu_requested_cores, round(sizes.cpu_percentile, 6) as cpu_percentile_cores,
        round(sizes.cpu_suggested, 6) as cpu_suggested_cores,
        round(sizes.memory_requested / sizes.pod_hours, 6) as memory_requested_gib, round(sizes.memory_greatest, 6) as memory_greatest_gib,
        round(sizes.memory_suggested, 6) as memory_suggested_gib,
        costs.billing_currency,
        round(
            coalesce(costs.cpu_cost * sizes.cpu_freed_share, 0) + coalesce(costs.memory_cost * sizes.memory_freed_share, 0), 6
        ) as freed_cost
    from sizes
    left join costs using (cluster, namespace, workload)

)

select * from final;

comment on view report.rightsizing is 'One row per cluster, namespace, workload and currency: requests of one pod, what it uses, and what would do.';
comment on column report.rightsizing.cluster is 'The cluster.';
comment on column report.rightsizing.namespace is 'The namespace.';
comment on column report.rightsizing.workload is 'The controller, e.g. Deployment/api.';
comment on column report.rightsizing.from_date is 'The first UTC day that was looked at.';
comment on column report.rightsizing.to_date is 'The last one.';
comment on column report.rightsizing.pod_hours is 'Hours of pods that were looked at.';
comment on column report.rightsizing.cpu_requested_cores is 'Cores that a pod requests.';
comment on column report.rightsizing.cpu_percentile_cores is 'Of a pod''s day the hour that 95 % of its hours do not exceed; of pods and days the configured percentile. Peaks inside an hour are not seen.';
comment on column report.rightsizing.cpu_suggested_cores is 'That and head room, at least the floor; above the request it is too small.';
comment on column report.rightsizing.memory_requested_gib is 'GiB that a pod requests.';
comment on column report.rightsizing.memory_greatest_gib is 'The greatest of its hourly means.';
comment on column report.rightsizing.memory_suggested_gib is 'That and head room, at least the floor.';
comment on column report.rightsizing.billing_currency is 'The currency; null without cost.';
comment on column report.rightsizing.freed_cost is 'Of the days'' direct CPU and memory cost, what the suggestion gives back; money once machines follow. Larger requests count nothing.';
