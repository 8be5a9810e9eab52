-- Forgets the wordings that no item has any more.
delete from bill.wording as wording
where not exists (select 1 from bill.stored_item as item where item.wording_key = wording.wording_key)
