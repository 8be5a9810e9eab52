-- What scope $1 (kind) $2 (name) cost and its pods used in the days [$3, $4), with all that budgets count, and its load: metric $5,
-- or where $6 its hours. Per hour in which it ran, and per thousand of the load.
with

uses as (

    select
        count(*) as hours, min(usage_date) as from_date, max(usage_date) as to_date, sum(cpu_requested) as cpu_requested,
        sum(cpu_used) as cpu_used, sum(memory_requested) as memory_requested, sum(memory_used) as memory_used,
        sum(network_bytes) as network_bytes, array_agg(distinct usage_date) as days
    from usage.scope_hour($3::date, $4::date, $1, $2)

),

months as (

    select month::date as billing_month
    from generate_series(date_trunc('month', $3::date::timestamp), ($4::date - 1)::timestamp, interval '1 month') as month

),

scope_days as materialized (

    select day.usage_date, day.billing_currency, day.namespace, day.amount
    from months
    cross join lateral cost.scope_day(months.billing_month, $1, $2, 'effective') as day
    where day.usage_date >= $3::date and day.usage_date < $4::date

),

costs as (

    select
        count(distinct billing_currency) as currency_count, min(billing_currency) as billing_currency, sum(amount) as effective_cost,
        count(distinct usage_date) as day_count, array_agg(distinct usage_date) as days
    from scope_days

),

-- A namespace's metrics are the scope's where all of its cost is.
namespaces as (

    select whole.namespace
    from (
        select namespace, sum(effective_cost) as amount
        from cost.day
        where usage_date >= $3::date and usage_date < $4::date and namespace is not null
        group by namespace
    ) as whole
    inner join (select namespace, sum(amount) as amount from scope_days where namespace is not null group by namespace) as own
        on own.namespace = whole.namespace and own.amount = whole.amount

),

loads as (

    select sum(quantity) as quantity, count(distinct (usage_date, hour)) as hour_count, bool_or(hour is null) as is_daily
    from usage.metric_hour as metrics
    where
        metric = $5 and usage_date >= $3::date and usage_date < $4::date
        and case
            when $1 in ('tenant', 'tier', 'owner', 'commit') and coalesce(labels ->> $1::text, labels ->> case $1::text when 'commit' then 'version' end) is not null
                then coalesce(labels ->> $1::text, labels ->> case $1::text when 'commit' then 'version' end) = $2
            when $1 = 'organisation' then true
            when $1 = 'cluster' then cluster = $2
            else namespace in (select namespaces.namespace from namespaces)
        end

),

final as (

    select
        uses.from_date, uses.to_date, coalesce(nullif(uses.hours, 0), costs.day_count * 24)::numeric as hours, costs.billing_currency,
        costs.currency_count, costs.effective_cost,
        case when $6::boolean then coalesce(nullif(uses.hours, 0), costs.day_count * 24)::numeric else loads.quantity end as quantity,
        case when $6::boolean or coalesce(loads.is_daily, false) then 0 else greatest(0, uses.hours - loads.hour_count) end as hours_without_load,
        (select count(*) from unnest(uses.days) as used (usage_date) where not used.usage_date = any (coalesce(costs.days, '{}'))) as days_without_cost,
        uses.cpu_requested, uses.cpu_used, uses.memory_requested, uses.memory_used, uses.network_bytes
    from uses
    cross join costs
    cross join loads

)

select
    coalesce(from_date, $3::date) as from_date, coalesce(to_date, $4::date - 1) as to_date, round(hours, 3) as hours,
    billing_currency, currency_count, hours_without_load, days_without_cost, round(quantity / hours, 6) as load,
    round(effective_cost / hours, 12) as cost_per_hour, round(effective_cost * 1000 / nullif(quantity, 0), 12) as cost_per_thousand,
    round(cpu_used / hours, 9) as cpu_per_hour, round(cpu_used * 1000 / nullif(quantity, 0), 9) as cpu_per_thousand,
    round(cpu_requested / hours, 9) as cpu_request_per_hour,
    round(cpu_requested * 1000 / nullif(quantity, 0), 9) as cpu_request_per_thousand,
    round(memory_used / hours, 9) as memory_per_hour, round(memory_used * 1000 / nullif(quantity, 0), 9) as memory_per_thousand,
    round(memory_requested / hours, 9) as memory_request_per_hour,
    round(memory_requested * 1000 / nullif(quantity, 0), 9) as memory_request_per_thousand,
    round(cpu_used / nullif(cpu_requested, 0), 9) as cpu_utilisation,
    round(memory_used / nullif(memory_requested, 0), 9) as memory_utilisation,
    '0' as pods, round(network_bytes / 1073741824, 9) as network_gib
from final
where hours > 0
