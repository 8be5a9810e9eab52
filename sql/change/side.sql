-- What workload $3 of namespace $2 of cluster $1 cost and used in the days [$5, $6), of commit $4 or of all (null), and its
-- load: metric $7. Per hour in which it ran, and per thousand of the metric.
with

-- From when to when it ran at all, so that no other days' hours are read.
spans as materialized (

    select min(days.usage_date) as from_date, max(days.usage_date) as to_date
    from usage.pod_day as days
    inner join usage.pod_workload as workloads on workloads.cluster = days.cluster and workloads.pod_key = days.pod_key
    where
        days.usage_date >= $5::date and days.usage_date < $6::date and days.cluster = $1 and days.namespace = $2
        and workloads.workload = $3
        and (
            $4::text is null
            or exists (
                select from usage.cost_label as labels
                where labels.cluster = days.cluster and labels.pod_key = days.pod_key and labels.commit = $4
            )
        )

),

all_hours as (

    select *
    from report.labelled_hour
    where usage_date >= (select from_date from spans) and usage_date <= (select to_date from spans)
        and cluster = $1 and namespace = $2 and workload = $3

),

-- An hour of a roll-out is shared: what belongs to this side goes by pod hours.
shares as (

    select
        usage_date, hour,
        sum(hours) filter (where commit = $4 or $4 is null) / sum(hours) as share,
        sum(hours) filter (where commit = $4 or $4 is null) as pod_hours,
        sum(cpu_requested_core_hours) filter (where commit = $4 or $4 is null) as cpu_requested,
        sum(cpu_used_core_hours) filter (where commit = $4 or $4 is null) as cpu_used,
        sum(memory_requested_gib_hours) filter (where commit = $4 or $4 is null) as memory_requested,
        sum(memory_used_gib_hours) filter (where commit = $4 or $4 is null) as memory_used
    from all_hours
    group by usage_date, hour

),

uses as (

    select
        sum(share) as hours, min(usage_date) as from_date, max(usage_date) as to_date, sum(pod_hours) as pod_hours,
        sum(cpu_requested) as cpu_requested, sum(cpu_used) as cpu_used,
        sum(memory_requested) as memory_requested, sum(memory_used) as memory_used
    from shares
    where share > 0

),

costs as (

    select
        count(distinct billing_currency) as currency_count, min(billing_currency) as billing_currency,
        sum(effective_cost) as effective_cost, array_agg(distinct usage_date) as days
    from cost.day
    where usage_date >= $5::date and usage_date < $6::date and not is_shared
        and cluster = $1 and namespace = $2 and workload = $3 and (commit = $4 or $4 is null)

),

-- Rows that name the workload where there are such, else those of the whole namespace.
metrics as (

    select
        usage_date, hour, quantity,
        coalesce(labels ->> 'commit', labels ->> 'version') as commit,
        coalesce(labels ->> 'workload', labels ->> 'deployment', labels ->> 'service') as name
    from usage.metric_hour
    where metric = $7 and usage_date >= $5::date and usage_date < $6::date and cluster in ($1, '') and namespace = $2

),

chosen as (

    select *
    from metrics
    where case
        when exists (select 1 from metrics as named where named.name in ($3, substring($3 from '[^/]*$')))
            then name in ($3, substring($3 from '[^/]*$'))
        else name is null
    end

),

loads as (

    select
        sum(case
            when chosen.commit is not null then case when chosen.commit = $4 or $4 is null then chosen.quantity end
            when chosen.hour is null then chosen.quantity / 24 * shares.share
            else chosen.quantity * shares.share
        end) as quantity,
        count(distinct (shares.usage_date, shares.hour)) as hour_count
    from shares
    inner join chosen on chosen.usage_date = shares.usage_date and (chosen.hour = shares.hour or chosen.hour is null)
    where shares.share > 0

),

final as (

    select
        uses.from_date, uses.to_date, uses.hours, costs.billing_currency, costs.currency_count, costs.effective_cost, loads.quantity,
        (select count(*) from shares where share > 0) - loads.hour_count as hours_without_load,
        (select count(distinct usage_date) from shares where share > 0 and not usage_date = any(coalesce(costs.days, '{}'))) as days_without_cost,
        uses.cpu_requested, uses.cpu_used, uses.memory_requested, uses.memory_used, uses.pod_hours
    from uses
    cross join costs
    cross join loads

)

select
    from_date, to_date, round(hours, 3) as hours, billing_currency, currency_count, hours_without_load, days_without_cost,
    round(quantity / hours, 6) as load,
    round(effective_cost / hours, 12) as cost_per_hour, round(effective_cost * 1000 / nullif(quantity, 0), 12) as cost_per_thousand,
    round(cpu_used / hours, 9) as cpu_per_hour, round(cpu_used * 1000 / nullif(quantity, 0), 9) as cpu_per_thousand,
    round(cpu_requested / hours, 9) as cpu_request_per_hour,
    round(cpu_requested * 1000 / nullif(quantity, 0), 9) as cpu_request_per_thousand,
    round(memory_used / hours, 9) as memory_per_hour, round(memory_used * 1000 / nullif(quantity, 0), 9) as memory_per_thousand,
    round(memory_requested / hours, 9) as memory_request_per_hour,
    round(memory_requested * 1000 / nullif(quantity, 0), 9) as memory_request_per_thousand,
    round(cpu_used / nullif(cpu_requested, 0), 9) as cpu_utilisation,
    round(memory_used / nullif(memory_requested, 0), 9) as memory_utilisation,
    round(pod_hours / hours, 6) as pods
from final
where hours > 0
