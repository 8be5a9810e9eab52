-- What is to be split by the provider's own split: a machine's cost in the ratio of what it gives for CPU, memory and GPUs,
-- each among the pods; what no pod used is idle. A charge that came allocated to a pod is for CPU and memory as its details
-- say.
with

sums as (

    select
        work_window.window_id, work_window.resource_key, work_window.started_at, work_window.ended_at,
        coalesce(sum(line.unused) filter (where line.part = 'cpu'), 0) as cpu_unused,
        coalesce(sum(line.split + line.unused) filter (where line.part not in ('memory', 'gpu')), 0) as cpu,
        coalesce(sum(line.unused) filter (where line.part = 'memory'), 0) as memory_unused,
        coalesce(sum(line.split + line.unused) filter (where line.part = 'memory'), 0) as memory,
        coalesce(sum(line.unused) filter (where line.part = 'gpu'), 0) as gpu_unused,
        coalesce(sum(line.split + line.unused) filter (where line.part = 'gpu'), 0) as gpu
    from work_window
    inner join work_provider_line as line
        on line.resource_key = substring(work_window.resource_key from '^split of (.*)$')
        and line.started_at >= work_window.started_at and line.ended_at <= work_window.ended_at
        and line.usage_date >= $2::date and line.usage_date < $3::date
    where work_window.resource_key like 'split of %'
    group by work_window.window_id, work_window.resource_key, work_window.started_at, work_window.ended_at

),

pots as (

    select
        pot.pot, sums.window_id, own.window_id as gpu_window_id, sums.cpu, sums.memory, sums.gpu, sums.cpu_unused,
        sums.memory_unused, sums.gpu_unused, pot.billed_cost, pot.effective_cost, pot.contracted_cost, pot.list_cost
    from work_pot as pot
    inner join sums
        on sums.resource_key = pot.basis_resource_key and sums.started_at = pot.started_at and sums.ended_at = pot.ended_at
    left join work_window as own
        on own.resource_key = 'gpu ' || sums.resource_key and own.started_at = sums.started_at and own.ended_at = sums.ended_at
    union all
    select
        pot.pot, work_window.window_id, work_window.window_id, parts.cpu, parts.memory, parts.gpu, null, null, null,
        pot.billed_cost, pot.effective_cost, pot.contracted_cost, pot.list_cost
    from work_pot as pot
    inner join bill.item as item on item.item_key = pot.item_key and item.allocated_method_id is not null
    inner join work_window
        on work_window.resource_key = pot.basis_resource_key
        and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
    cross join lateral bill.allocated_parts(item) as parts
    where pot.class = 'pod' and parts.cpu + parts.memory + parts.gpu > 0

),

gone as (

    delete from work_amount using pots where pots.pot = work_amount.pot

),

costs as (

    select
        pots.*, cost.amount, cost.is_billed, cost.is_effective, cost.is_contracted, cost.is_list
    from pots
    cross join lateral (
        select
            each.amount, bool_or(each.name = 'billed') as is_billed, bool_or(each.name = 'effective') as is_effective,
            bool_or(each.name = 'contracted') as is_contracted, bool_or(each.name = 'list') as is_list
        from (
            values ('billed', billed_cost), ('effective', effective_cost), ('contracted', contracted_cost), ('list', list_cost)
        ) as each (name, amount)
        where each.amount <> 0
        group by each.amount
    ) as cost

),

final as (

    select
        costs.pot, parts.kind, case parts.kind when 'gpu' then costs.gpu_window_id else costs.window_id end as window_id,
        parts.part as amount,
        -- A pod that has a charge of its own counts whole.
        coalesce(case parts.kind when 'cpu' then costs.cpu_unused when 'memory' then costs.memory_unused else costs.gpu_unused end, 0)
            as idle_weight,
        case
            when costs.cpu_unused is null then (select sum(weight.cpu) from work_weight as weight where weight.window_id = costs.window_id)
            when parts.kind = 'cpu' then costs.cpu when parts.kind = 'memory' then costs.memory else costs.gpu
        end as total_weight,
        costs.is_billed, costs.is_effective, costs.is_contracted, costs.is_list
    from costs
    cross join lateral cost.provider_parts(costs.amount, costs.cpu, costs.memory, costs.gpu) as parts

)

insert into work_amount (
    pot, kind, window_id, amount, idle_weight, total_weight, is_billed, is_effective, is_contracted, is_list
)
select * from final
