-- What is to be split: a machine's cost in a CPU, a memory and a GPU part by the price ratio, all else whole by its own
-- basis. A pot's equal costs are split once; parts that are equal where the costs are not stand side by side. What is below
-- 10⁻¹⁸ stays with the CPU part.
insert into work_amount (pot, kind, window_id, amount, idle_weight, total_weight, is_billed, is_effective, is_contracted, is_list)
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

-- Twice below, each time with what it is asked for of it; a table of it would be wide.
pots as not materialized (

    select
        pot.pot, pot.class,
        case when pot.class = 'pod' then (select cost.pod_part(item) from bill.item as item where item.item_key = pot.item_key) end as pod_part,
        work_window.window_id, own.window_id as own_window_id, coalesce(own.counted, 0) as own_sum,
        greatest(coalesce(work_window.cpu_capacity, 0), coalesce(sums.cpu, 0)) as cpu_total,
        greatest(coalesce(work_window.memory_capacity, 0), coalesce(sums.memory, 0)) as memory_total,
        greatest(coalesce(own.capacity, 0), coalesce(own.counted, 0)) as own_total,
        coalesce(sums.cpu, 0) as cpu_sum, coalesce(sums.memory, 0) as memory_sum,
        ratio.cpu_weight * coalesce(work_window.cpu_capacity, sums.cpu, 0) * 1073741824 as cpu_price,
        ratio.memory_weight * coalesce(work_window.memory_capacity, sums.memory, 0) * 1000000 as memory_price,
        ratio.gpu_weight * coalesce(own.capacity, 0) * 1073741824 as gpu_price
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
costs as not materialized (

    select
        pot, class, billed_cost as amount, true as is_billed, billed_cost = effective_cost as is_effective,
        billed_cost = contracted_cost as is_contracted, billed_cost = list_cost as is_list
    from work_pot
    where billed_cost <> 0
    union all
    select pot, class, effective_cost, false, true, effective_cost = contracted_cost, effective_cost = list_cost
    from work_pot
    where effective_cost <> 0 and effective_cost <> billed_cost
    union all
    select pot, class, contracted_cost, false, false, true, contracted_cost = list_cost
    from work_pot
    where contracted_cost <> 0 and contracted_cost <> billed_cost and contracted_cost <> effective_cost
    union all
    select pot, class, list_cost, false, false, false, true
    from work_pot
    where list_cost <> 0 and list_cost <> billed_cost and list_cost <> effective_cost and list_cost <> contracted_cost

),

-- In units of 10⁻¹⁸; of the units left over the parts with the larger remainders get one, CPU before memory before GPU. Of two
-- parts memory has the larger remainder where it is more than half. Each step by itself (offset 0), so that it is worked out once.
machines as (

    select
        products.*,
        case
            when gpu_price > 0 then cost.price_part(amount, memory_price, price, array[cpu_price, gpu_price], array[true, false])
            else sign(amount) * (div(product, price) + (mod(product, price) * 2 > price)::integer) * 0.000000000000000001
        end as memory_amount,
        case when gpu_price > 0 then cost.price_part(amount, gpu_price, price, array[cpu_price, memory_price], array[true, true]) else 0 end as gpu_amount
    from (
        select priced.*, trunc(abs(amount) * 1000000000000000000) * memory_price as product
        from (
            select
                costs.*, pots.window_id, pots.own_window_id, pots.cpu_total, pots.cpu_sum, pots.memory_total, pots.memory_sum,
                pots.own_total, pots.own_sum, pots.cpu_price, pots.memory_price, pots.gpu_price,
                pots.cpu_price + pots.memory_price + pots.gpu_price as price
            from costs
            inner join pots on pots.pot = costs.pot
            where costs.class in ('node', 'commitment negation') and pots.class in ('node', 'commitment negation')
            offset 0
        ) as priced
        where price > 0
        offset 0
    ) as products
    offset 0

),

others as (

    select costs.*, pots.pod_part, pots.window_id, pots.own_window_id, pots.cpu_total, pots.cpu_sum, pots.own_sum
    from costs
    inner join pots on pots.pot = costs.pot
    where costs.class not in ('node', 'commitment negation') and pots.class not in ('node', 'commitment negation')

),

parts as (

    select
        machines.pot, part.*, machines.is_billed, machines.is_effective, machines.is_contracted, machines.is_list
    from machines
    cross join lateral (
        values
            ('cpu', window_id, amount - memory_amount - gpu_amount, cpu_total - cpu_sum, cpu_total),
            ('memory', window_id, memory_amount, memory_total - memory_sum, memory_total),
            ('gpu', own_window_id, gpu_amount, own_total - own_sum, own_total)
    ) as part (kind, window_id, amount, idle_weight, total_weight)
    union all
    -- Traffic by bytes where they are known, else by CPU, a local disk by time: caused by pods, not by idle capacity; on a
    -- machine without pods it is idle.
    select
        pot, case class when 'node disk' then 'storage' else 'network' end, case when own_sum > 0 then own_window_id else window_id end, amount,
        case when own_sum = 0 and (cpu_sum = 0 or class = 'node disk') then cpu_total else 0 end,
        case when own_sum > 0 then own_sum when cpu_sum = 0 or class = 'node disk' then cpu_total else cpu_sum end,
        is_billed, is_effective, is_contracted, is_list
    from others
    where class in ('node network', 'node disk')
    union all
    -- What is divided whole; a serverless pod's line says what it is for.
    select
        pot,
        case class when 'volume' then 'storage' when 'pod' then pod_part when 'load balancer' then class else 'network' end,
        window_id, amount, 0, cpu_sum, is_billed, is_effective, is_contracted, is_list
    from others
    where class in ('volume', 'pod', 'load balancer', 'cluster network')

)

select * from parts where amount <> 0 and total_weight > 0
