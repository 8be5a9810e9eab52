-- Splits each amount among its window's consumers by largest remainder, in units of 10⁻¹⁸: a share is the quota cut to
-- a whole unit, the units left over go to the larger remainders, of equals to the smaller consumer, idle last.
-- What the amount has below 10⁻¹⁸ goes to the first of that order. The shares add up to the amount exactly.
-- Allocations leave this to Splitter.swift, which gives the same; verify --replay and the tests run this statement.
insert into work_share (pot, kind, consumers, billed_cost, effective_cost, contracted_cost, list_cost)
with

amounts as materialized (

    select
        pot, kind, window_id, amount, idle_weight, total_weight,
        bool_or(is_billed) as is_billed, bool_or(is_effective) as is_effective,
        bool_or(is_contracted) as is_contracted, bool_or(is_list) as is_list,
        trunc(abs(amount) * 1000000000000000000) as units
    from work_amount
    group by pot, kind, window_id, amount, idle_weight, total_weight

),

weights as (

    select
        amounts.*, weight.consumer,
        case when amounts.kind = 'memory' then weight.memory else weight.cpu end as weight
    from amounts
    inner join work_weight as weight on weight.window_id = amounts.window_id
    union all
    select amounts.*, 2147483647, idle_weight
    from amounts
    where idle_weight > 0

),

quotas as (

    select weights.*, div(units * weight, total_weight) as whole
    from weights
    where weight > 0

),

remainders as (

    select quotas.*, units * weight - whole * total_weight as remainder
    from quotas

),

ranked as (

    select
        remainders.*,
        row_number() over (partition by pot, kind, amount order by remainder desc, consumer) as place,
        units - sum(whole) over (partition by pot, kind, amount) as left_over
    from remainders

),

shares as (

    select
        pot, kind, consumer, is_billed, is_effective, is_contracted, is_list,
        sign(amount) * (whole + case when place <= left_over then 1 else 0 end) * 0.000000000000000001
        + case when place = 1 then amount - sign(amount) * units * 0.000000000000000001 else 0 end as share
    from ranked

),

final as (

    select
        pot, kind,
        array_agg(distinct consumer order by consumer) as consumers,
        coalesce(array_agg(share order by consumer) filter (where is_billed), '{}') as billed_cost,
        coalesce(array_agg(share order by consumer) filter (where is_effective), '{}') as effective_cost,
        coalesce(array_agg(share order by consumer) filter (where is_contracted), '{}') as contracted_cost,
        coalesce(array_agg(share order by consumer) filter (where is_list), '{}') as list_cost
    from shares
    group by pot, kind

)

select
    pot, kind, consumers, nullif(billed_cost, effective_cost), effective_cost, nullif(contracted_cost, effective_cost),
    nullif(list_cost, effective_cost)
from final
