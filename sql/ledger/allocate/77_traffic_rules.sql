-- Names what went by the bytes that pods sent over a border.
update work_pot as pot
set class = regexp_replace(pot.class, ' by .*$', '') || ' by bytes ' || cost.traffic_words(substring(pot.instance_family from 2))
from work_window
where pot.class like 'traffic of a %' and pot.instance_family in ('=zone', '=region', '=internet')
    and work_window.resource_key = substring(pot.instance_family from 2) || ' bytes of ' || pot.basis_resource_key
    and exists (select 1 from work_amount as amount where amount.pot = pot.pot and amount.window_id = work_window.window_id)
