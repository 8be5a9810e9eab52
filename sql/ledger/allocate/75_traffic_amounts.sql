-- Traffic over a border goes by the bytes that pods sent over it, where any are known; else as all traffic does.
with

pots as (

    select
        pot.pot, work_window.window_id, sums.whole, pot.billed_cost, pot.effective_cost, pot.contracted_cost, pot.list_cost
    from work_pot as pot
    inner join work_window
        on work_window.resource_key = substring(pot.instance_family from 2) || ' bytes of ' || pot.basis_resource_key
        and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
    inner join (
        select window_id, sum(cpu) as whole
        from work_weight
        where window_id in (select window_id from work_window where resource_key ~ '^(zone|region|internet) bytes of ')
        group by window_id
    ) as sums on sums.window_id = work_window.window_id
    where pot.class in ('node network', 'cluster network') and pot.instance_family in ('=zone', '=region', '=internet')

),

gone as (

    delete from work_amount using pots where pots.pot = work_amount.pot

)

insert into work_amount (
    pot, kind, window_id, amount, idle_weight, total_weight, is_billed, is_effective, is_contracted, is_list
)
select
    pots.pot, 'network', pots.window_id, cost.amount, 0, pots.whole,
    bool_or(cost.name = 'billed'), bool_or(cost.name = 'effective'), bool_or(cost.name = 'contracted'), bool_or(cost.name = 'list')
from pots
cross join lateral (
    values
        ('billed', pots.billed_cost), ('effective', pots.effective_cost), ('contracted', pots.contracted_cost),
        ('list', pots.list_cost)
) as cost (name, amount)
where cost.amount <> 0
group by pots.pot, pots.window_id, cost.amount, pots.whole
