-- Where the items of a load arrive.
create temp table load_item (like bill.item) on commit drop
