-- A machine that no export names is a node where the provider's split says so.
update work_item
set class = 'node'
from bill.item as item
where item.item_key = work_item.item_key and work_item.class = 'direct'
    and item.resource_key in (select work_provider_line.resource_key from work_provider_line)
    and cost.charge_class(item, true, false) = 'node'
