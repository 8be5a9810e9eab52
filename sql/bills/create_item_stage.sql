-- Where the items of a load arrive.
create temp table if not exists load_item (like bill.item) on commit drop;
truncate load_item
