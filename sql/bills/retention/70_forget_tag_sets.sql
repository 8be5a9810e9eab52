-- Forgets the sets of tags that no item has any more.
delete from bill.tag_set as tag_set
where not exists (select 1 from bill.stored_item as item where item.tag_set_key = tag_set.tag_set_key)
