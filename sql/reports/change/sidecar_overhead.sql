-- What sidecars, a mesh's proxies above all, cost each team: their part of what its pods cost, by what they hold.
create view report.sidecar_overhead as
with

days as (

    select
        cluster, pod_key, usage_date,
        sum(greatest(cpu_requested_core_microseconds, cpu_used_core_microseconds))::numeric as cpu_held,
        sum(greatest(sidecar_cpu_requested_core_microseconds, sidecar_cpu_used_core_microseconds))::numeric as sidecar_cpu_held,
        sum(greatest(memory_requested_byte_seconds, memory_used_byte_seconds))::numeric as memory_held,
        sum(greatest(sidecar_memory_requested_byte_seconds, sidecar_memory_used_byte_seconds))::numeric as sidecar_memory_held
    from usage.pod_hour
    group by cluster, pod_key, usage_date

),

costs as (

    select
        billing_month, billing_currency, team, namespace, cluster, pod_key, usage_date, kind, sum(effective_cost) as effective_cost
    from cost.allocation
    where kind in ('cpu', 'memory') and not is_shared and pod_key is not null
    group by billing_month, billing_currency, team, namespace, cluster, pod_key, usage_date, kind

),

parts as (

    select
        costs.*,
        least(
            1,
            case costs.kind
                when 'cpu' then days.sidecar_cpu_held / nullif(days.cpu_held, 0)
                else days.sidecar_memory_held / nullif(days.memory_held, 0)
            end
        ) as share
    from costs
    inner join days
        on days.cluster = costs.cluster and days.pod_key = costs.pod_key and days.usage_date = costs.usage_date

),

final as (

    select
        billing_month, billing_currency, team, namespace,
        trim_scale(sum(effective_cost)) as pod_effective_cost,
        trim_scale(round(coalesce(sum(effective_cost * share), 0), 6)) as sidecar_effective_cost,
        round(coalesce(sum(effective_cost * share), 0) / nullif(sum(effective_cost), 0), 6) as overhead
    from parts
    group by billing_month, billing_currency, team, namespace

)

select * from final;

comment on view report.sidecar_overhead is 'One row per month, currency, team and namespace with pods.';
comment on column report.sidecar_overhead.billing_month is 'First day of the month.';
comment on column report.sidecar_overhead.billing_currency is 'The currency.';
comment on column report.sidecar_overhead.team is 'The team, or null.';
comment on column report.sidecar_overhead.namespace is 'The namespace.';
comment on column report.sidecar_overhead.pod_effective_cost is 'Direct CPU and memory cost of its pods, sidecars included.';
comment on column report.sidecar_overhead.sidecar_effective_cost is 'Of it, the sidecars'' part: what they hold of what the pod holds, CPU and memory each.';
comment on column report.sidecar_overhead.overhead is 'That part: 0.12 is 12 %.';
