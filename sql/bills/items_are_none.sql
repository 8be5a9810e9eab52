-- Whether no item is stored yet: neither on disk, whatever this transaction's snapshot shows, nor on other machines.
select pg_relation_size('bill.item') = 0 and not exists (select 1 from bill.item) as is_empty
