-- What belongs to no consumer by itself: idle capacity by machine and day, and the bill's common lines.
with

idle as (

    -- And what sidecars cost together, where a rule shares it out.
    delete from work_direct where consumer in (2147483646, 2147483647) returning work_direct.*

),

idle_pots as (

    select
        case idle.consumer when 2147483647 then 'idle' else 'sidecar' end as kind, pot.resource_key, pot.basis_resource_key, work_window.cluster, work_window.node, pot.usage_date, pot.source, pot.billing_account_id,
        pot.sub_account_id, pot.service_name, pot.billing_currency,
        idle.billed_cost, idle.effective_cost, idle.contracted_cost, idle.list_cost
    from idle
    inner join work_pot as pot on pot.pot = idle.pot
    inner join work_window
        on work_window.resource_key = pot.basis_resource_key
        and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at

),

common as (

    select
        case pot.class when 'commitment negation' then 'shared' when 'cluster fee' then 'control plane' else pot.class end as kind,
        resource_key, resource_key as basis_resource_key, place.cluster, null, usage_date, source, billing_account_id, sub_account_id, service_name,
        billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from work_pot as pot
    left join usage.item_place as place
        on pot.class = 'cluster fee' and place.billing_month = $1::date and place.item_key = pot.item_key
    where pot.class not in ('node', 'node network', 'volume', 'direct') and basis_resource_key is null

),

final as (

    select
        kind, resource_key, basis_resource_key, cluster, node, usage_date, source, billing_account_id, sub_account_id,
        service_name, billing_currency, sum(billed_cost), sum(effective_cost), sum(contracted_cost), sum(list_cost)
    from (select * from idle_pots union all select * from common) as pots
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11

)

insert into work_shared (
    kind, resource_key, basis_resource_key, cluster, node, usage_date, source, billing_account_id, sub_account_id,
    service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
)
select * from final
