-- The monthly sums are those of the published mart, by every dimension.
with

days as (

    select billing_month, billing_currency, sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from cost.day
    where billing_month = coalesce($1::date, billing_month)
    group by billing_month, billing_currency

),

sums as (

    select 'month_cost' as dimension, billing_month, billing_currency,
        sum(direct_billed_cost + shared_billed_cost) as billed_cost,
        sum(direct_effective_cost + shared_effective_cost) as effective_cost,
        sum(direct_contracted_cost + shared_contracted_cost) as contracted_cost,
        sum(direct_list_cost + shared_list_cost) as list_cost
    from cost.month_cost
    where billing_month = coalesce($1::date, billing_month)
    group by billing_month, billing_currency
    union all
    select 'team_day', billing_month, billing_currency,
        sum(direct_billed_cost + shared_billed_cost), sum(direct_effective_cost + shared_effective_cost),
        sum(direct_contracted_cost + shared_contracted_cost), sum(direct_list_cost + shared_list_cost)
    from cost.team_day
    where billing_month = coalesce($1::date, billing_month)
    group by billing_month, billing_currency
    union all
    select dimension, billing_month, billing_currency,
        sum(direct_billed_cost + shared_billed_cost), sum(direct_effective_cost + shared_effective_cost),
        sum(direct_contracted_cost + shared_contracted_cost), sum(direct_list_cost + shared_list_cost)
    from cost.month_breakdown
    where billing_month = coalesce($1::date, billing_month)
    group by dimension, billing_month, billing_currency

),

dimensions as (select distinct dimension from sums),

expected as (select days.*, dimensions.dimension from days cross join dimensions),

final as (

    select
        coalesce(expected.billing_month, sums.billing_month) as billing_month,
        coalesce(expected.billing_currency, sums.billing_currency) as billing_currency,
        coalesce(expected.dimension, sums.dimension) as dimension,
        sums.effective_cost, expected.effective_cost as published_cost
    from expected
    full join sums
        on sums.billing_month = expected.billing_month and sums.billing_currency = expected.billing_currency
        and sums.dimension = expected.dimension
    where (sums.billed_cost, sums.effective_cost, sums.contracted_cost, sums.list_cost)
        is distinct from (expected.billed_cost, expected.effective_cost, expected.contracted_cost, expected.list_cost)

)

select * from final
