-- Pod hours with their controller and cost labels; an hour in which labels change is split by time.
create view report.labelled_hour as
with

pods as (

    select
        usage_date, hour, cluster, namespace, pod_key, node,
        (usage_date::timestamp + make_interval(hours => hour)) at time zone 'UTC' as started_at,
        cpu_requested_core_microseconds, cpu_used_core_microseconds, memory_requested_byte_seconds, memory_used_byte_seconds
    from usage.pod_hour

),

parts as (

    select
        pods.*, workloads.workload, labels.commit, labels.tenant, labels.tier, labels.owner,
        coalesce(
            extract(epoch from
                least(labels.to_at, pods.started_at + interval '1 hour') - greatest(labels.from_at, pods.started_at)
            ) / 3600, 1
        ) as hours
    from pods
    left join usage.pod_workload as workloads on workloads.cluster = pods.cluster and workloads.pod_key = pods.pod_key
    left join usage.cost_label as labels
        on labels.cluster = pods.cluster and labels.pod_key = pods.pod_key
        and labels.from_at < pods.started_at + interval '1 hour' and labels.to_at > pods.started_at

),

final as (

    select
        usage_date, hour, cluster, namespace, workload, pod_key, node, commit, tenant, tier, owner, hours,
        hours * cpu_requested_core_microseconds / 3600000000 as cpu_requested_core_hours,
        hours * cpu_used_core_microseconds / 3600000000 as cpu_used_core_hours,
        hours * memory_requested_byte_seconds / 3865470566400 as memory_requested_gib_hours,
        hours * memory_used_byte_seconds / 3865470566400 as memory_used_gib_hours
    from parts

)

select * from final;

comment on view report.labelled_hour is 'One row per pod, node, UTC hour and set of cost labels.';
comment on column report.labelled_hour.usage_date is 'The UTC day.';
comment on column report.labelled_hour.hour is 'The UTC hour of the day.';
comment on column report.labelled_hour.cluster is 'The cluster.';
comment on column report.labelled_hour.namespace is 'The namespace.';
comment on column report.labelled_hour.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column report.labelled_hour.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column report.labelled_hour.node is 'The node it ran on.';
comment on column report.labelled_hour.commit is 'Which version of the code, or null.';
comment on column report.labelled_hour.tenant is 'For whom, or null.';
comment on column report.labelled_hour.tier is 'At which service tier, or null.';
comment on column report.labelled_hour.owner is 'Who answers for it, or null.';
comment on column report.labelled_hour.hours is 'The part of the hour in which these labels held, 0 to 1.';
comment on column report.labelled_hour.cpu_requested_core_hours is 'CPU requested, core·h.';
comment on column report.labelled_hour.cpu_used_core_hours is 'CPU used, core·h.';
comment on column report.labelled_hour.memory_requested_gib_hours is 'Memory requested, GiB·h.';
comment on column report.labelled_hour.memory_used_gib_hours is 'Memory used, GiB·h.';
