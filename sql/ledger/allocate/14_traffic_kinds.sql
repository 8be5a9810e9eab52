-- Traffic between zones, between regions and to the internet, where exports tell pods' traffic apart by that.
update work_item
set instance_family = '=' || cost.traffic_kind(item)
from bill.item as item
where (select usage.has_traffic_kinds()) and item.item_key = work_item.item_key
    and work_item.class in ('node network', 'cluster network') and cost.traffic_kind(item) is not null
