-- What each commit of each workload cost a day, beside what it asked for and used.
create view report.commit_cost as
with

costs as (

    select
        usage_date, array[cluster, namespace, workload, commit, tenant, tier, owner] as words, billing_currency,
        sum(effective_cost) filter (where not is_shared) as direct_effective_cost,
        sum(effective_cost) filter (where is_shared) as shared_effective_cost,
        sum(effective_cost) as effective_cost
    from cost.day
    where cluster is not null
    group by usage_date, array[cluster, namespace, workload, commit, tenant, tier, owner], billing_currency

),

hours as (

    select
        usage_date, array[cluster, namespace, workload, commit, tenant, tier, owner] as words,
        sum(hours) as pod_hours,
        sum(cpu_requested_core_hours) as cpu_requested_core_hours,
        sum(cpu_used_core_hours) as cpu_used_core_hours,
        sum(memory_requested_gib_hours) as memory_requested_gib_hours,
        sum(memory_used_gib_hours) as memory_used_gib_hours
    from report.labelled_pod_day
    group by usage_date, array[cluster, namespace, workload, commit, tenant, tier, owner]

),

final as (

    select
        usage_date,
        words[1] as cluster, words[2] as namespace, words[3] as workload, words[4] as commit, words[5] as tenant, words[6] as tier,
        words[7] as owner, costs.billing_currency,
        trim_scale(coalesce(costs.direct_effective_cost, 0)) as direct_effective_cost,
        trim_scale(coalesce(costs.shared_effective_cost, 0)) as shared_effective_cost,
        trim_scale(costs.effective_cost) as effective_cost,
        round(hours.pod_hours, 6) as pod_hours,
        round(hours.cpu_requested_core_hours, 6) as cpu_requested_core_hours,
        round(hours.cpu_used_core_hours, 6) as cpu_used_core_hours,
        round(hours.memory_requested_gib_hours, 6) as memory_requested_gib_hours,
        round(hours.memory_used_gib_hours, 6) as memory_used_gib_hours
    from costs
    full join hours using (usage_date, words)

)

select * from final;

comment on view report.commit_cost is 'One row per UTC day, cluster, namespace, workload, commit, tenant, tier, owner and currency.';
comment on column report.commit_cost.usage_date is 'The UTC day.';
comment on column report.commit_cost.cluster is 'The cluster.';
comment on column report.commit_cost.namespace is 'The namespace.';
comment on column report.commit_cost.workload is 'The controller, e.g. Deployment/api; null for shared cost, which is shared among namespaces and labels, and for volumes.';
comment on column report.commit_cost.commit is 'Which version of the code, or null.';
comment on column report.commit_cost.tenant is 'For whom, or null.';
comment on column report.commit_cost.tier is 'At which service tier, or null.';
comment on column report.commit_cost.owner is 'Who answers for it, or null.';
comment on column report.commit_cost.billing_currency is 'The currency; null where the day has usage, but no cost.';
comment on column report.commit_cost.direct_effective_cost is 'Effective cost that it caused itself.';
comment on column report.commit_cost.shared_effective_cost is 'Its shares of common pots.';
comment on column report.commit_cost.effective_cost is 'Both; null where the day has usage, but no cost.';
comment on column report.commit_cost.pod_hours is 'Hours in which its pods were seen; null for cost without pods.';
comment on column report.commit_cost.cpu_requested_core_hours is 'CPU requested, core·h.';
comment on column report.commit_cost.cpu_used_core_hours is 'CPU used, core·h.';
comment on column report.commit_cost.memory_requested_gib_hours is 'Memory requested, GiB·h.';
comment on column report.commit_cost.memory_used_gib_hours is 'Memory used, GiB·h.';
