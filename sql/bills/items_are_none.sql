-- Whether no item is stored yet.
select not exists (select 1 from bill.item) as is_empty
