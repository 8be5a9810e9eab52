-- What a thousand of metric $2 cost by dimension $3, name $4 (null: each), in currency $5, over month $1, or over its newest
-- complete day where $6 is 'day'; why there is no number where there is none. $7 is the target, $8 how many times it is too
-- much.
with

newest as (

    select max(usage_date) as usage_date
    from cost.day

),

costs as (

    select unit_cost.*
    from report.unit_cost as unit_cost
    cross join newest
    where
        unit_cost.metric = $2 and unit_cost.dimension = $3 and unit_cost.billing_currency = $5
        and unit_cost.grain = $6 and ($4::text is null or unit_cost.name = $4)
        and unit_cost.from_date >= $1::date and unit_cost.from_date < ($1::date + interval '1 month')::date
        and (
            $6 = 'month' or unit_cost.from_date < newest.usage_date
            or unit_cost.from_date = ($1::date + interval '1 month')::date - 1
        )

),

final as (

    select distinct on (name)
        name, from_date as since, cost_per_thousand as amount, reason,
        trim_scale($7::numeric * $8::numeric) as threshold,
        trim_scale(div(cost_per_thousand * 10000, $7::numeric) * 0.01) as percent
    from costs
    order by name, from_date desc

)

select * from final
order by name collate "C"
