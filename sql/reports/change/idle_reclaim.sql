-- Workloads that have long used little of what they reserve.
create view report.idle_reclaim as
with

hours as (

    select
        usage_date, hour, cluster, namespace, workload,
        count(distinct pod_key) as pod_count,
        sum(cpu_requested_core_hours) as cpu_requested, sum(cpu_used_core_hours) as cpu_used,
        sum(memory_requested_gib_hours) as memory_requested, sum(memory_used_gib_hours) as memory_used
    from report.labelled_hour
    where workload is not null
    group by usage_date, hour, cluster, namespace, workload

),

-- What is unused of CPU and memory together counts by price.
shares as (

    select
        hours.*,
        cpu_used / nullif(cpu_requested, 0) as cpu_share,
        (
            vcpu_per_gib * greatest(0, cpu_requested - cpu_used) + greatest(0, memory_requested - memory_used)
        ) / nullif(vcpu_per_gib * cpu_requested + memory_requested, 0) as unused_share
    from hours
    cross join (select (select value from org.change_setting where name = 'vcpu_per_gib') as vcpu_per_gib) as price

),

-- How many hours that are not idle come at or after each: none since the last of them.
spells as (

    select
        shares.*,
        count(*) filter (where not (
            coalesce(cpu_share < (select value from org.change_setting where name = 'idle_cpu_max') and unused_share > (select value from org.change_setting where name = 'idle_unused_min'), false)
        )) over (partition by cluster, namespace, workload order by usage_date desc, hour desc) as busy_count
    from shares

),

final as (

    select
        cluster, namespace, workload,
        (min(usage_date + make_interval(hours => hour))) at time zone 'UTC' as idle_from_at,
        count(*) as idle_hour_count,
        round(sum(cpu_used) / nullif(sum(cpu_requested), 0), 6) as cpu_utilisation,
        round(sum(unused_share * (cpu_requested + memory_requested)) / nullif(sum(cpu_requested + memory_requested), 0), 6) as unused_share,
        round(sum(greatest(0, cpu_requested - cpu_used)), 6) as cpu_unused_core_hours,
        round(sum(greatest(0, memory_requested - memory_used)), 6) as memory_unused_gib_hours
    from spells
    where busy_count = 0
    group by cluster, namespace, workload
    having count(*) >= (select value from org.change_setting where name = 'idle_hours_min')

)

select * from final;

comment on view report.idle_reclaim is 'One row per cluster, namespace and workload whose newest hours were all idle, for as long as org.change_setting says.';
comment on column report.idle_reclaim.cluster is 'The cluster.';
comment on column report.idle_reclaim.namespace is 'The namespace.';
comment on column report.idle_reclaim.workload is 'The controller, e.g. Deployment/api.';
comment on column report.idle_reclaim.idle_from_at is 'Since when each of its hours was idle.';
comment on column report.idle_reclaim.idle_hour_count is 'How many hours that is.';
comment on column report.idle_reclaim.cpu_utilisation is 'CPU used divided by requested in them.';
comment on column report.idle_reclaim.unused_share is 'The share of CPU and memory reserved, by price, that was unused.';
comment on column report.idle_reclaim.cpu_unused_core_hours is 'CPU reserved and unused in them, core·h.';
comment on column report.idle_reclaim.memory_unused_gib_hours is 'Memory reserved and unused in them, GiB·h.';
