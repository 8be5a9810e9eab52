-- Whether no item is stored yet: neither on disk, whatever this transaction's snapshot shows, nor on other machines.
select pg_relation_size('bill.stored_item') = 0 and not exists (select 1 from bill.stored_item) as is_empty
