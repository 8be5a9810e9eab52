-- What a thousand of each business metric cost in month $1 and in month $2 before it, in currency $3, as cost $4: by
-- namespace and tenant where the metric's labels say it; the most costly first.
with

quantities as (

    select
        date_trunc('month', metrics.usage_date::timestamp)::date as month, metrics.metric, metrics.unit, subject.dimension, subject.name,
        sum(metrics.quantity) as quantity
    from report.metric as metrics
    cross join lateral (
        values ('tenant', metrics.labels ->> 'tenant'), ('namespace', nullif(metrics.namespace, ''))
    ) as subject (dimension, name)
    where subject.name <> ''
        and metrics.usage_date >= least($1::date, $2::date) and metrics.usage_date < ($1::date + interval '1 month')::date
    group by 1, 2, 3, 4, 5

),

costs as (

    select
        billing_month, dimension, name,
        sum(case $4::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end) as amount
    from report.month_breakdown
    where billing_month in ($1::date, $2::date) and billing_currency = $3::text and dimension in ('tenant', 'namespace')
    group by billing_month, dimension, name

),

final as (

    select
        quantities.metric, quantities.unit, quantities.dimension, quantities.name,
        trim_scale(sum(costs.amount) filter (where costs.billing_month = $1::date)) as total,
        trim_scale(sum(quantities.quantity) filter (where costs.billing_month = $1::date)) as quantity,
        trim_scale(round(
            sum(costs.amount) filter (where costs.billing_month = $1::date) * 1000
                / nullif(sum(quantities.quantity) filter (where costs.billing_month = $1::date), 0), 6
        )) as per_thousand,
        trim_scale(round(
            sum(costs.amount) filter (where costs.billing_month = $2::date) * 1000
                / nullif(sum(quantities.quantity) filter (where costs.billing_month = $2::date), 0), 6
        )) as previous
    from quantities
    inner join costs
        on costs.billing_month = quantities.month and costs.dimension = quantities.dimension and costs.name = quantities.name
    group by quantities.metric, quantities.unit, quantities.dimension, quantities.name

)

select * from final
where total is not null and quantity > 0
order by total desc, metric collate "C", dimension, name collate "C"
limit 20
