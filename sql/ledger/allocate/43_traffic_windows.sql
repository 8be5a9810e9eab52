-- Windows of their own for traffic between zones, between regions and to the internet.
insert into work_window (resource_key, started_at, ended_at, cluster, node)
select distinct
    substring(pot.instance_family from 2) || ' bytes of ' || pot.basis_resource_key, pot.started_at, pot.ended_at,
    work_window.cluster, work_window.node
from work_pot as pot
inner join work_window
    on work_window.resource_key = pot.basis_resource_key
    and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
where pot.class in ('node network', 'cluster network') and pot.instance_family in ('=zone', '=region', '=internet')
