-- Cost per thousand of each business metric, by day and by month; no number where it would mean nothing, but why.
create view report.unit_cost as
with

-- A metric's quantity by each dimension that its labels have.
quantities as (

    select period.grain, period.from_date, metrics.metric, metrics.unit, subject.dimension, subject.name, sum(metrics.quantity) as quantity
    from usage.metric_hour as metrics
    cross join lateral (
        values
            ('namespace', nullif(metrics.namespace, '')),
            ('workload', coalesce(metrics.labels ->> 'workload', metrics.labels ->> 'deployment', metrics.labels ->> 'service')),
            ('tenant', metrics.labels ->> 'tenant'),
            ('tier', metrics.labels ->> 'tier'),
            ('commit', coalesce(metrics.labels ->> 'commit', metrics.labels ->> 'version'))
    ) as subject (dimension, name)
    cross join lateral (
        values ('day', metrics.usage_date), ('month', date_trunc('month', metrics.usage_date::timestamp)::date)
    ) as period (grain, from_date)
    where subject.name <> ''
    group by 1, 2, 3, 4, 5, 6

),

costs as (

    select
        period.grain, period.from_date, days.billing_currency, subject.dimension, subject.name,
        sum(days.effective_cost) as effective_cost
    from cost.day as days
    cross join lateral (
        values
            ('namespace', days.namespace),
            -- Metrics say `api` where the controller is `Deployment/api`.
            ('workload', substring(days.workload from '[^/]*$')),
            ('tenant', days.tenant), ('tier', days.tier), ('commit', days.commit)
    ) as subject (dimension, name)
    cross join lateral (
        values ('day', days.usage_date), ('month', date_trunc('month', days.usage_date::timestamp)::date)
    ) as period (grain, from_date)
    where subject.name is not null
    group by 1, 2, 3, 4, 5

),

-- Every name that costs is asked for every metric that some name of its dimension has.
expected as (

    select costs.*, metrics.metric, metrics.unit
    from costs
    inner join (select distinct dimension, metric, unit from quantities) as metrics on metrics.dimension = costs.dimension

),

both_sides as (

    select
        grain, from_date, dimension, name, metric, unit,
        expected.billing_currency, expected.effective_cost, quantities.quantity
    from expected
    full join quantities using (grain, from_date, dimension, name, metric, unit)

),

final as (

    select
        grain, from_date, dimension, name, metric, unit, billing_currency,
        trim_scale(effective_cost) as effective_cost,
        trim_scale(quantity) as quantity,
        case
            when effective_cost is null then 'no cost'
            when quantity is null then 'no data of the metric'
            when quantity <= 0 then 'the metric is not above zero'
            when quantity < (select value from org.change_setting where name = 'unit_quantity_min') then 'below the minimum quantity'
        end as reason
    from both_sides

),

costs_per_thousand as (

    select
        grain, from_date, dimension, name, metric, unit, billing_currency, effective_cost, quantity,
        case when reason is null then trim_scale(round(effective_cost * 1000 / quantity, 12)) end as cost_per_thousand,
        reason
    from final

)

select
    costs_per_thousand.*,
    targets.target,
    trim_scale(targets.target * targets.limit_factor) as target_limit,
    round(costs_per_thousand.cost_per_thousand / targets.target, 6) as ratio,
    costs_per_thousand.cost_per_thousand > targets.target * targets.limit_factor as is_above_limit
from costs_per_thousand
-- A target for the name itself goes before one for each; of several the lowest limit.
left join lateral (
    select target, limit_factor
    from org.unit_cost_target as targets
    where
        targets.metric = costs_per_thousand.metric and targets.dimension = costs_per_thousand.dimension
        and targets.billing_currency = costs_per_thousand.billing_currency
        and (targets.name is null or targets.name = costs_per_thousand.name)
    order by targets.name is null, target * limit_factor, rule collate "C"
    limit 1
) as targets on true;

comment on view report.unit_cost is 'One row per grain (day, month), period, dimension, name, metric and currency.';
comment on column report.unit_cost.grain is 'day or month.';
comment on column report.unit_cost.from_date is 'The UTC day, or the first day of the month.';
comment on column report.unit_cost.dimension is 'What it is by: namespace, workload, tenant, tier or commit.';
comment on column report.unit_cost.name is 'Which one, e.g. of the tenants.';
comment on column report.unit_cost.metric is 'The metric''s id in the catalogue.';
comment on column report.unit_cost.unit is 'What is counted, in words.';
comment on column report.unit_cost.billing_currency is 'The currency; null without cost.';
comment on column report.unit_cost.effective_cost is 'Effective cost, direct and shared; that of a workload is direct.';
comment on column report.unit_cost.quantity is 'How many; null without data.';
comment on column report.unit_cost.cost_per_thousand is 'Cost of a thousand; null where the reason says why.';
comment on column report.unit_cost.reason is 'Why there is no number, or null.';
comment on column report.unit_cost.target is 'What a thousand should cost (unit_costs of the configuration), or null.';
comment on column report.unit_cost.target_limit is 'What it may cost: the target × its limit.';
comment on column report.unit_cost.ratio is 'Cost per thousand / target: the cost-performance ratio.';
comment on column report.unit_cost.is_above_limit is 'Whether it costs more than it may.';
