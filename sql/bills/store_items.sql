-- Keeps the items that are new.
insert into bill.item select * from load_item on conflict (item_key) do nothing
