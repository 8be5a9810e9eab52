-- Notes by which of the possible bases each pot is divided, in the name of its class.
update work_pot as pot
set class = rules.class
from (
    select
        pot.pot,
        case
            when pot.class = 'node network' then 'traffic of a node by ' || case when bytes.pot is null then 'cpu' else 'bytes' end
            when pot.class = 'cluster network' then coalesce('traffic of a cluster by ' || place.basis, 'traffic of a cluster')
            when pot.class = 'load balancer' then coalesce(
                'load balancer by ' || place.basis || ' of its '
                || case place.level when 1 then 'service' when 2 then 'namespace' else 'cluster' end,
                'load balancer of a service without pods'
            )
            else pot.class
        end as class
    from work_pot as pot
    inner join work_window
        on work_window.resource_key = pot.basis_resource_key
        and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
    left join (select distinct window_id, basis, level from work_place_weight) as place on place.window_id = work_window.window_id
    left join (
        select distinct amount.pot
        from work_amount as amount
        inner join work_window as own on own.window_id = amount.window_id
        where own.resource_key like 'bytes of %'
    ) as bytes on bytes.pot = pot.pot
    where pot.class in ('cluster network', 'load balancer', 'node network')
) as rules
where rules.pot = pot.pot
