-- Items that serve a cluster are divided among those whom they serve.
update work_item
set class = place.class
from usage.item_place as place
where place.billing_month = $1::date and place.item_key = work_item.item_key
