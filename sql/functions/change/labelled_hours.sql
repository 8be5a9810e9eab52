-- Pod hours with their controller and cost labels; an hour in which labels change is split by time.
create function usage.labelled_hours(from_date date, to_date date)
returns table (
    usage_date date, hour smallint, cluster text, namespace text, workload text, pod_key text, node text,
    commit text, tenant text, tier text, owner text, hours numeric, cpu_requested_core_hours numeric, cpu_used_core_hours numeric,
    memory_requested_gib_hours numeric, memory_used_gib_hours numeric
)
language sql stable parallel safe as
$$
    select
        pods.usage_date, pods.hour, pods.cluster, pods.namespace, workloads.workload, pods.pod_key, pods.node,
        labels.commit, labels.tenant, labels.tier, labels.owner, part.share,
        part.share * pods.cpu_requested_core_microseconds / 3600000000,
        part.share * pods.cpu_used_core_microseconds / 3600000000,
        part.share * pods.memory_requested_byte_seconds / 3865470566400,
        part.share * pods.memory_used_byte_seconds / 3865470566400
    from (
        select
            pod_hour.*,
            (pod_hour.usage_date::timestamp + make_interval(hours => pod_hour.hour)) at time zone 'UTC' as started_at
        from usage.pod_hour as pod_hour
        where pod_hour.usage_date >= from_date and pod_hour.usage_date < to_date
    ) as pods
    left join usage.pod_workload as workloads on workloads.cluster = pods.cluster and workloads.pod_key = pods.pod_key
    left join usage.cost_label as labels
        on labels.cluster = pods.cluster and labels.pod_key = pods.pod_key
        and labels.from_at < pods.started_at + interval '1 hour' and labels.to_at > pods.started_at
    cross join lateral (
        select coalesce(
            extract(epoch from
                least(labels.to_at, pods.started_at + interval '1 hour') - greatest(labels.from_at, pods.started_at)
            ) / 3600, 1
        ) as share
    ) as part
$$;

comment on function usage.labelled_hours(date, date) is
    'One row per pod, node, UTC hour and set of labels of the days from the first to before the second; hours is the part of the hour.';
