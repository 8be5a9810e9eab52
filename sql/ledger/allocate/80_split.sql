-- Splits each amount among its window's consumers by largest remainder, in units of 10⁻¹⁸: a share is the quota cut to
-- a whole unit, the units left over go to the larger remainders, of equals to the smaller consumer, idle last.
-- What the amount has below 10⁻¹⁸ goes to the first of that order. The shares add up to the amount exactly.
-- Allocations leave this to Splitter.swift, which gives the same; verify --replay and the tests run this statement.
-- Amount by amount, within the few consumers of its window: one sort of all of them, whole rows, took more than twice as long.
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

windows as materialized (

    select
        window_id, array_agg(consumer) as consumers, array_agg(cpu) as cpu, array_agg(memory) as memory
    from work_weight
    group by window_id

),

shares as (

    select
        amounts.pot, amounts.kind, amounts.is_billed, amounts.is_effective, amounts.is_contracted, amounts.is_list,
        divided.consumers, divided.shares
    from amounts
    left join windows on windows.window_id = amounts.window_id
    cross join lateral (
        select array_agg(consumer order by consumer) as consumers, array_agg(share order by consumer) as shares
        from (
            select
                consumer,
                sign(amount)
                * (whole + case when row_number() over ranked <= units - sum(whole) over ranked then 1 else 0 end)
                * 0.000000000000000001
                + case
                    when row_number() over ranked = 1 then amount - sign(amount) * units * 0.000000000000000001 else 0
                end as share
            from (
                select consumer, whole, units * weight - whole * total_weight as remainder
                from (
                    select consumer, weight, div(units * weight, total_weight) as whole
                    from (
                        select
                            unnest(windows.consumers || 2147483647) as consumer,
                            unnest(
                                case when amounts.kind = 'memory' then windows.memory else windows.cpu end || amounts.idle_weight
                            ) as weight
                    ) as weights
                    where weight > 0
                    -- Offsets, so that each quota and remainder is worked out once.
                    offset 0
                ) as quotas
                offset 0
            ) as remainders
            window ranked as (order by remainder desc, consumer rows between unbounded preceding and unbounded following)
        ) as parts
    ) as divided
    where divided.consumers is not null

),

-- Amounts of a pot and kind are of one window, so that their consumers are the same; each cost is one amount.
final as (

    select
        pot, kind, max(consumers) as consumers,
        coalesce(max(shares) filter (where is_billed), '{}') as billed_cost,
        coalesce(max(shares) filter (where is_effective), '{}') as effective_cost,
        coalesce(max(shares) filter (where is_contracted), '{}') as contracted_cost,
        coalesce(max(shares) filter (where is_list), '{}') as list_cost
    from shares
    group by pot, kind

)

select
    pot, kind, consumers, nullif(billed_cost, effective_cost), effective_cost, nullif(contracted_cost, effective_cost),
    nullif(list_cost, effective_cost)
from final
