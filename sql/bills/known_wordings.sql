-- The positions of the wordings that are stored already.
select load_item.position
from load_item
cross join lateral (

    select 1
    from bill.wording as known
    where known.wording_key = load_item.item_key
    limit 1

) as known
