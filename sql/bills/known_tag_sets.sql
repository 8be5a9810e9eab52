-- The positions of the sets of tags that are stored already.
select load_item.position
from load_item
cross join lateral (

    select 1
    from bill.tag_set as known
    where known.tag_set_key = load_item.item_key
    limit 1

) as known
