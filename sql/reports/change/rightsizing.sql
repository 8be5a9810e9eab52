-- What workloads could ask for: the percentile of the hours' CPU and the greatest hour's memory of one pod, with head
-- room and floor, and the money that smaller requests would free of what they cost.
create view report.rightsizing as
with

settings as (

    select
        (select value from org.change_setting where name = 'sizing_cpu_percentile') as cpu_percentile,
        1 + (select value from org.change_setting where name = 'sizing_cpu_head_room') as cpu_factor,
        1 + (select value from org.change_setting where name = 'sizing_memory_head_room') as memory_factor,
        (select value from org.change_setting where name = 'sizing_cpu_floor_cores') as cpu_floor,
        (select value from org.change_setting where name = 'sizing_memory_floor_bytes') / 1073741824 as memory_floor,
        (select value from org.change_setting where name = 'sizing_hours_min') as hours_min,
        coalesce(max(usage_date) - (select value from org.change_setting where name = 'sizing_days')::integer + 1, '-infinity') as from_date,
        coalesce(max(usage_date) + 1, 'infinity') as to_date
    from usage.pod_hour

),

pods as (

    select
        hours.usage_date, hours.hour, hours.cluster, hours.namespace, hours.workload, hours.pod_key,
        sum(hours.hours) as hours,
        sum(hours.cpu_requested_core_hours) as cpu_requested, sum(hours.cpu_used_core_hours) as cpu_used,
        sum(hours.memory_requested_gib_hours) as memory_requested, sum(hours.memory_used_gib_hours) as memory_used
    from settings
    inner join report.labelled_hour as hours
        on hours.usage_date >= settings.from_date and hours.usage_date < settings.to_date
    where hours.workload is not null
    group by 1, 2, 3, 4, 5, 6

),

workloads as (

    select
        cluster, namespace, workload, min(usage_date) as from_date, max(usage_date) as to_date, sum(hours) as pod_hours,
        sum(cpu_requested) / sum(hours) as cpu_requested, sum(memory_requested) / sum(hours) as memory_requested,
        -- Of a reservation smaller than the use, the use is what costs.
        sum(greatest(cpu_requested, cpu_used)) / sum(hours) as cpu_charged,
        sum(greatest(memory_requested, memory_used)) / sum(hours) as memory_charged,
        percentile_disc(settings.cpu_percentile) within group (order by cpu_used) as cpu_held,
        max(memory_used) as memory_held
    from pods
    cross join settings
    group by cluster, namespace, workload, settings.cpu_percentile, settings.hours_min
    having sum(hours) >= settings.hours_min

),

suggested as (

    select
        workloads.*,
        greatest(settings.cpu_floor, workloads.cpu_held * settings.cpu_factor) as cpu_suggested,
        greatest(settings.memory_floor, workloads.memory_held * settings.memory_factor) as memory_suggested
    from workloads
    cross join settings

),

costs as (

    select
        days.cluster, days.namespace, days.workload, days.billing_currency,
        sum(days.effective_cost) filter (where days.kind = 'cpu') as cpu_cost,
        sum(days.effective_cost) filter (where days.kind = 'memory') as memory_cost
    from cost.day as days
    cross join settings
    where days.usage_date >= settings.from_date and days.usage_date < settings.to_date and not days.is_shared and days.workload is not null
    group by days.cluster, days.namespace, days.workload, days.billing_currency

),

final as (

    select
        suggested.cluster, suggested.namespace, suggested.workload, suggested.from_date, suggested.to_date,
        round(suggested.pod_hours, 6) as pod_hours,
        round(suggested.cpu_requested, 6) as cpu_requested_cores, round(suggested.cpu_held, 6) as cpu_percentile_cores,
        round(suggested.cpu_suggested, 6) as cpu_suggested_cores,
        round(suggested.memory_requested, 6) as memory_requested_gib, round(suggested.memory_held, 6) as memory_greatest_gib,
        round(suggested.memory_suggested, 6) as memory_suggested_gib,
        costs.billing_currency,
        round(
            coalesce(costs.cpu_cost, 0) * greatest(0, suggested.cpu_charged - suggested.cpu_suggested) / nullif(suggested.cpu_charged, 0)
            + coalesce(costs.memory_cost, 0) * greatest(0, suggested.memory_charged - suggested.memory_suggested)
                / nullif(suggested.memory_charged, 0),
            6
        ) as freed_cost
    from suggested
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
comment on column report.rightsizing.cpu_percentile_cores is 'The configured percentile of its hourly means; peaks inside an hour are not seen.';
comment on column report.rightsizing.cpu_suggested_cores is 'That and head room, at least the floor; above the request it is too small.';
comment on column report.rightsizing.memory_requested_gib is 'GiB that a pod requests.';
comment on column report.rightsizing.memory_greatest_gib is 'The greatest of its hourly means.';
comment on column report.rightsizing.memory_suggested_gib is 'That and head room, at least the floor.';
comment on column report.rightsizing.billing_currency is 'The currency; null without cost.';
comment on column report.rightsizing.freed_cost is 'Of the days'' direct CPU and memory cost, what the suggestion gives back; money once machines follow. Larger requests count nothing.';
