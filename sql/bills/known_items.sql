-- The positions of the items that are stored already; limit 1 makes it one look into the index per key, however many
-- items there are.
select load_item.position
from load_item
cross join lateral (

    select 1
    from bill.stored_item as item
    where item.item_key = load_item.item_key
    limit 1

) as known
