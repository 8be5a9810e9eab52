-- How much of what workloads reserve they used in month $1, which requests would do, and the money that would free: of the
-- organisation and of each team, whose part of a workload is that of its direct cost. The fifty that matter most, the others summed.
insert into cost.month_section (billing_month, section, billing_currency, team, ordinal, other_count, cells)
with

settings as (

    select cells from cost.month_section where billing_month = $1::date and section = 'setting'

),

uses as materialized (

    select
        uses.*, coalesce(uses.workload, '') as workload_key,
        trim_scale(round(cpu_used / nullif(cpu_requested, 0), 6)) as cpu_utilisation,
        trim_scale(round(memory_used / nullif(memory_requested, 0), 6)) as memory_utilisation
    from usage.workload_use as uses
    where uses.span = 'month' and uses.from_date = $1::date

),

-- What Go's runtimes say, where one of their metrics is read at all.
runtimes as (

    select found.cluster, found.namespace, found.workload, jsonb_agg(distinct finding order by finding) as findings
    from (select 1 where exists (select 1 from usage.metric_hour where starts_with(metric, 'go_'))) as gate
    cross join lateral (
        select runtime.cluster, runtime.namespace, runtime.workload, unnest(runtime.findings) as finding
        from report.runtime as runtime
        where runtime.usage_date >= $1::date and runtime.usage_date < ($1::date + interval '1 month')::date
    ) as found
    group by found.cluster, found.namespace, found.workload

),

by_team as (

    select
        billing_currency, team, cluster, namespace, coalesce(workload, '') as workload_key,
        sum(direct_effective_cost) as cost,
        coalesce(sum(direct_effective_cost) filter (where kind = 'cpu'), 0) as cpu_cost,
        coalesce(sum(direct_effective_cost) filter (where kind = 'memory'), 0) as memory_cost
    from cost.month_cost
    where billing_month = $1::date and cluster is not null and namespace is not null
    group by 1, 2, 3, 4, 5

),

costs as (

    select * from by_team where team is not null
    union all
    select billing_currency, null, cluster, namespace, workload_key, sum(cost), sum(cpu_cost), sum(memory_cost)
    from by_team
    group by 1, 3, 4, 5

),

measured as (

    select
        costs.billing_currency, costs.team, costs.cost, uses.*, runtimes.findings as go_findings,
        report.band(uses.cpu_utilisation, (settings.cells ->> 'cpu_healthy_min')::numeric, (settings.cells ->> 'cpu_healthy_max')::numeric) as cpu_band,
        report.band(uses.memory_utilisation, (settings.cells ->> 'memory_healthy_min')::numeric, (settings.cells ->> 'memory_healthy_max')::numeric) as memory_band,
        uses.idle_pod_day_count >= (settings.cells ->> 'idle_day_share_min')::numeric * uses.pod_day_count as is_idle,
        coalesce(uses.memory_growth > (settings.cells ->> 'memory_growth_max')::numeric, false) as is_growing,
        trim_scale(round(
            coalesce(costs.cpu_cost * uses.cpu_freed_share, 0) + coalesce(costs.memory_cost * uses.memory_freed_share, 0), 6
        )) as freed
    from costs
    cross join settings
    inner join uses
        on uses.cluster = costs.cluster and uses.namespace = costs.namespace and uses.workload_key = costs.workload_key
    left join runtimes
        on runtimes.cluster = uses.cluster and runtimes.namespace = uses.namespace and runtimes.workload = uses.workload_key
    where costs.cost > 0

),

rows as (

    select
        'efficiency' as section, billing_currency, team, cost as amount, cost as weight, cluster, namespace, workload_key,
        jsonb_build_object(
            'cluster', cluster, 'namespace', namespace, 'workload', workload, 'pods', pod_count, 'amount', trim_scale(cost),
            'cpu', cpu_utilisation, 'cpu_band', cpu_band, 'memory', memory_utilisation, 'memory_band', memory_band,
            'growth', trim_scale(round(memory_growth, 6)), 'is_idle', is_idle, 'is_growing', is_growing, 'go', go_findings
        ) as cells
    from measured
    union all
    select
        'rightsizing', billing_currency, team, freed, freed, cluster, namespace, workload_key,
        jsonb_build_object(
            'cluster', cluster, 'namespace', namespace, 'workload', workload, 'amount', freed,
            'cpu_requested', trim_scale(round(cpu_requested / pod_hours, 6)), 'cpu_percentile', trim_scale(round(cpu_percentile, 6)),
            'cpu_suggested', trim_scale(round(cpu_suggested, 6)), 'memory_requested', trim_scale(round(memory_requested / pod_hours, 6)),
            'memory_greatest', trim_scale(round(memory_greatest, 6)), 'memory_suggested', trim_scale(round(memory_suggested, 6))
        )
    from measured
    where cpu_suggested is not null
        and (freed > 0 or cpu_suggested * pod_hours > cpu_requested or memory_suggested * pod_hours > memory_requested)

),

ranked as (

    select
        rows.*,
        row_number() over (
            partition by section, billing_currency, team
            order by weight desc, cluster collate "C", namespace collate "C", workload_key collate "C"
        )::integer as ordinal
    from rows

)

select $1::date, section, billing_currency, team, ordinal, null::integer, cells
from ranked
where ordinal <= 50
union all
select $1::date, section, billing_currency, team, 51, count(*)::integer, jsonb_build_object('amount', trim_scale(sum(amount)))
from ranked
where ordinal > 50
group by section, billing_currency, team
