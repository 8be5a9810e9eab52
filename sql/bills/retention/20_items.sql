-- Notes which items load $1 has lines of.
insert into gone_item (item_key)
select distinct item_key from bill.stored_charge where load_id = $1::bigint
