-- What is to be split: a machine's cost in a CPU and a memory part by the price ratio, traffic and volumes whole.
-- A pot's equal costs are split once. What is below 10⁻¹⁸ stays with the CPU part.
insert into work_amount (
    pot, kind, window_id, amount, idle_weight, total_weight, is_billed, is_effective, is_contracted, is_list
)
with

sums as (

    select window_id, sum(cpu) as cpu, sum(memory) as memory from work_weight group by window_id

),

pots as (

    select
        pot.pot,
        pot.class,
        work_window.window_id,
        greatest(coalesce(work_window.cpu_capacity, 0), coalesce(sums.cpu, 0)) as cpu_total,
        greatest(coalesce(work_window.memory_capacity, 0), coalesce(sums.memory, 0)) as memory_total,
        coalesce(sums.cpu, 0) as cpu_sum,
        coalesce(sums.memory, 0) as memory_sum,
        ratio.cpu_weight * coalesce(work_window.cpu_capacity, sums.cpu, 0) * 1073741824 as cpu_price,
        ratio.memory_weight * coalesce(work_window.memory_capacity, sums.memory, 0) * 1000000 as memory_price,
        pot.billed_cost, pot.effective_cost, pot.contracted_cost, pot.list_cost
    from work_pot as pot
    inner join work_window
        on work_window.resource_key = pot.basis_resource_key
        and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
    left join sums on sums.window_id = work_window.window_id
    cross join lateral (
        select price.cpu_weight, price.memory_weight
        from org.price_ratio as price
        where price.instance_family in (pot.instance_family, '*')
        order by price.instance_family = '*'
        limit 1
    ) as ratio

),

-- A pot's equal costs are one amount.
costs as (

    select
        pots.*, cost.amount, cost.is_billed, cost.is_effective, cost.is_contracted, cost.is_list
    from pots
    cross join lateral (
        select
            each.amount, each.amount = billed_cost as is_billed, each.amount = effective_cost as is_effective,
            each.amount = contracted_cost as is_contracted, each.amount = list_cost as is_list
        from (
            values (billed_cost, true), (effective_cost, effective_cost <> billed_cost),
                (contracted_cost, contracted_cost not in (billed_cost, effective_cost)),
                (list_cost, list_cost not in (billed_cost, effective_cost, contracted_cost))
        ) as each (amount, is_first)
        where each.amount <> 0 and each.is_first
    ) as cost

),

-- Each pot's memory part in units of 10⁻¹⁸; of the unit that is left over the larger remainder's part is taken, CPU first.
machines as (

    select
        costs.*,
        sign(amount) * (
            div(units * memory_price, price)
            + case when mod(units * memory_price, price) > mod(units * cpu_price, price) then 1 else 0 end
        ) * 0.000000000000000001 as memory_amount
    from (
        select costs.*, trunc(abs(amount) * 1000000000000000000) as units, cpu_price + memory_price as price
        from costs
        where class in ('node', 'commitment negation') and cpu_price + memory_price > 0
    ) as costs

),

parts as (

    select pot, 'cpu' as kind, window_id, is_billed, is_effective, is_contracted, is_list, amount - memory_amount as amount, cpu_total - cpu_sum as idle_weight, cpu_total as total_weight
    from machines
    union all
    select pot, 'memory', window_id, is_billed, is_effective, is_contracted, is_list, memory_amount, memory_total - memory_sum, memory_total
    from machines
    union all
    -- Traffic is caused by pods, not by idle capacity; on a machine without pods it is idle.
    select
        pot, 'network', window_id, is_billed, is_effective, is_contracted, is_list, amount,
        case when cpu_sum = 0 then cpu_total else 0 end,
        case when cpu_sum = 0 then cpu_total else cpu_sum end
    from costs
    where class = 'node network'
    union all
    select pot, 'storage', window_id, is_billed, is_effective, is_contracted, is_list, amount, 0, cpu_sum
    from costs
    where class = 'volume'

),

final as (

    select
        pot, kind, window_id, amount, idle_weight, total_weight,
        bool_or(is_billed) as is_billed, bool_or(is_effective) as is_effective,
        bool_or(is_contracted) as is_contracted, bool_or(is_list) as is_list
    from parts
    where amount <> 0 and total_weight > 0
    group by pot, kind, window_id, amount, idle_weight, total_weight

)

select * from final
