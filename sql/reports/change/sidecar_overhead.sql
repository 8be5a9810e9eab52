-- What sidecars, a mesh's proxies above all, cost each team: their part of what its workloads' pods hold, day by day and by labels.
create view report.sidecar_overhead as
with

days as (

    select
        usage_date, array[cluster, namespace, workload, commit, tenant, tier, owner] as words,
        sum(cpu_held_core_hours) as cpu_held, sum(sidecar_cpu_held_core_hours) as sidecar_cpu_held,
        sum(memory_held_gib_hours) as memory_held, sum(sidecar_memory_held_gib_hours) as sidecar_memory_held
    from report.labelled_pod_day
    group by usage_date, array[cluster, namespace, workload, commit, tenant, tier, owner]

),

costs as (

    select
        billing_month, billing_currency, team, namespace, usage_date, kind,
        array[cluster, namespace, workload, commit, tenant, tier, owner] as words, sum(effective_cost) as effective_cost
    from cost.day
    where kind in ('cpu', 'memory') and not is_shared and cluster is not null
    group by billing_month, billing_currency, team, namespace, usage_date, kind, array[cluster, namespace, workload, commit, tenant, tier, owner]

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
    inner join days on days.usage_date = costs.usage_date and days.words = costs.words

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
