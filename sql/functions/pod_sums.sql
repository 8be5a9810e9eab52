-- What pods asked for and used by hour, a row per pod as exports name it and day.
create function usage.pod_sums(from_date date, to_date date)
returns table (
    cluster text, namespace text, pod text, uid text, node text, usage_date date,
    cpu_requested bigint[], cpu_used bigint[], memory_requested bigint[],
    memory_used bigint[], gpu_requested bigint[], gpu_used bigint[],
    received bigint[], transmitted bigint[], sidecar_cpu_requested bigint[],
    sidecar_cpu_used bigint[], sidecar_memory_requested bigint[], sidecar_memory_used bigint[]
)
-- A cluster and a day say little of how many rows join, which no statistics tell: hashes take all columns of a join.
language sql stable parallel safe set enable_mergejoin = off set enable_nestloop = off as
$$
    select
        cluster, namespace, pod, uid, node, usage_date,
        usage.hours_sum(quantities) filter (where code = 1) as cpu_requested,
        usage.hours_sum(quantities) filter (where code = 2) as cpu_used,
        usage.hours_sum(quantities) filter (where code = 3) as memory_requested,
        usage.hours_sum(quantities) filter (where code = 4) as memory_used,
        usage.hours_sum(quantities) filter (where code = 5) as gpu_requested,
        usage.hours_sum(quantities) filter (where code = 6) as gpu_used,
        usage.hours_sum(quantities) filter (where code = 7) as received,
        usage.hours_sum(quantities) filter (where code = 8) as transmitted,
        usage.hours_sum(quantities) filter (where code = 1 and is_sidecar) as sidecar_cpu_requested,
        usage.hours_sum(quantities) filter (where code = 2 and is_sidecar) as sidecar_cpu_used,
        usage.hours_sum(quantities) filter (where code = 3 and is_sidecar) as sidecar_memory_requested,
        usage.hours_sum(quantities) filter (where code = 4 and is_sidecar) as sidecar_memory_used
    from (
        select
            found.*, found.container <> '' and found.container like any (policy.sidecars) as is_sidecar,
            case found.measure
                when 'pod_cpu_request' then 1 when 'pod_cpu_usage' then 2
                when 'pod_memory_request' then 3 when 'pod_memory_usage' then 4
                when 'pod_gpu_request' then 5 when 'pod_gpu_usage' then 6
                when 'pod_network_receive' then 7 else 8
            end as code
        from usage.pod_quantities(from_date, to_date) as found
        cross join org.usage_policy as policy
        -- Keeps the code from being worked out once per sum.
        offset 0
    ) as quantity
    group by cluster, namespace, pod, uid, node, usage_date
$$;

comment on function usage.pod_sums(date, date) is
    'One row per pod, uid, node (each as far as the exports say it) and UTC day of the days from the first to before the second, with 24 hours.';
