-- What is to be split: a machine's cost in a CPU, a memory and a GPU part by the price ratio, all else whole by its own
-- basis. A pot's equal costs are split once; parts that are equal where the costs are not stand side by side. What is below
-- 10⁻¹⁸ stays with the CPU part.
insert into work_amount (
    pot, kind, window_id, amount, idle_weight, total_weight, is_billed, is_effective, is_contracted, is_list
)
with

sums as (

    select window_id, sum(cpu) as cpu, sum(memory) as memory from work_window_sum group by window_id

),

own as (

    select work_window.*, work_window.cpu_capacity as capacity, coalesce(sums.cpu, 0) as counted
    from work_window
    left join sums on sums.window_id = work_window.window_id
    where work_window.resource_key ~ '^(gpu of|bytes of|time on) '

),

pots as (

    select
        pot.pot,
        pot.class,
        case when pot.class = 'pod' then (select cost.pod_part(item) from bill.item as item where item.item_key = pot.item_key) end as pod_part,
        work_window.window_id,
        own.window_id as own_window_id,
        coalesce(own.counted, 0) as own_sum,
        greatest(coalesce(work_window.cpu_capacity, 0), coalesce(sums.cpu, 0)) as cpu_total,
        greatest(coalesce(work_window.memory_capacity, 0), coalesce(sums.memory, 0)) as memory_total,
        greatest(coalesce(own.capacity, 0), coalesce(own.counted, 0)) as own_total,
        coalesce(sums.cpu, 0) as cpu_sum,
        coalesce(sums.memory, 0) as memory_sum,
        ratio.cpu_weight * coalesce(work_window.cpu_capacity, sums.cpu, 0) * 1073741824 as cpu_price,
        ratio.memory_weight * coalesce(work_window.memory_capacity, sums.memory, 0) * 1000000 as memory_price,
        ratio.gpu_weight * coalesce(own.capacity, 0) * 1073741824 as gpu_price,
        pot.billed_cost, pot.effective_cost, pot.contracted_cost, pot.list_cost
    from work_pot as pot
    inner join work_window
        on work_window.resource_key = pot.basis_resource_key
        and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
    left join sums on sums.window_id = work_window.window_id
    left join own
        on own.resource_key = case pot.class when 'node network' then 'bytes of ' when 'node disk' then 'time on ' else 'gpu of ' end
        || pot.basis_resource_key
        and own.started_at = pot.started_at and own.ended_at = pot.ended_at
    cross join lateral (
        select price.cpu_weight, price.memory_weight, price.gpu_weight
        from cost.price_ratios as price
        where price.instance_family = pot.instance_family and (pot.instance_family <> '=gpu' or own.capacity > 0)
            or price.instance_family = '*'
        order by price.instance_family = '*'
        limit 1
    ) as ratio

),

-- A pot's equal costs are one amount. Cost by cost, as a list of four for each pot would take longer.
costs as (

    select
        pots.*, billed_cost as amount, true as is_billed, billed_cost = effective_cost as is_effective,
        billed_cost = contracted_cost as is_contracted, billed_cost = list_cost as is_list
    from pots
    where billed_cost <> 0
    union all
    select pots.*, effective_cost, false, true, effective_cost = contracted_cost, effective_cost = list_cost
    from pots
    where effective_cost <> 0 and effective_cost <> billed_cost
    union all
    select pots.*, contracted_cost, false, false, true, contracted_cost = list_cost
    from pots
    where contracted_cost <> 0 and contracted_cost <> billed_cost and contracted_cost <> effective_cost
    union all
    select pots.*, list_cost, false, false, false, true
    from pots
    where list_cost <> 0 and list_cost <> billed_cost and list_cost <> effective_cost and list_cost <> contracted_cost

),

-- In units of 10⁻¹⁸; of the units left over the parts with the larger remainders get one, CPU before memory before GPU.
machines as (

    select
        costs.*,
        case
            when gpu_price > 0
                then cost.price_part(amount, memory_price, price, array[cpu_price, gpu_price], array[true, false])
            else sign(amount) * (
                div(units * memory_price, price)
                + case when mod(units * memory_price, price) > mod(units * cpu_price, price) then 1 else 0 end
            ) * 0.000000000000000001
        end as memory_amount,
        case when gpu_price > 0 then cost.price_part(amount, gpu_price, price, array[cpu_price, memory_price], array[true, true]) else 0 end as gpu_amount
    from (
        select costs.*, trunc(abs(amount) * 1000000000000000000) as units, cpu_price + memory_price + gpu_price as price
        from costs
        where class in ('node', 'commitment negation') and cpu_price + memory_price + gpu_price > 0
    ) as costs

),

parts as (

    select pot, 'cpu' as kind, window_id, is_billed, is_effective, is_contracted, is_list, amount - memory_amount - gpu_amount as amount, cpu_total - cpu_sum as idle_weight, cpu_total as total_weight
    from machines
    union all
    select pot, 'memory', window_id, is_billed, is_effective, is_contracted, is_list, memory_amount, memory_total - memory_sum, memory_total
    from machines
    union all
    select pot, 'gpu', own_window_id, is_billed, is_effective, is_contracted, is_list, gpu_amount, own_total - own_sum, own_total
    from machines
    where gpu_amount <> 0
    union all
    -- Traffic by bytes where they are known, else by CPU, a local disk by time: caused by pods, not by idle capacity; on a
    -- machine without pods it is idle.
    select
        pot, case class when 'node disk' then 'storage' else 'network' end, case when own_sum > 0 then own_window_id else window_id end,
        is_billed, is_effective, is_contracted, is_list, amount,
        case when own_sum = 0 and (cpu_sum = 0 or class = 'node disk') then cpu_total else 0 end,
        case when own_sum > 0 then own_sum when cpu_sum = 0 or class = 'node disk' then cpu_total else cpu_sum end
    from costs
    where class in ('node network', 'node disk')
    union all
    -- What is divided whole; a serverless pod's line says what it is for.
    select
        pot,
        case class when 'volume' then 'storage' when 'pod' then pod_part when 'load balancer' then class else 'network' end,
        window_id, is_billed, is_effective, is_contracted, is_list, amount, 0, cpu_sum
    from costs
    where class in ('volume', 'pod', 'load balancer', 'cluster network')

),

final as (

    select pot, kind, window_id, amount, idle_weight, total_weight, is_billed, is_effective, is_contracted, is_list
    from parts
    where amount <> 0 and total_weight > 0

)

select * from final
