-- Makes the keys of the first items.
alter table bill.stored_item add constraint stored_item_pkey primary key (item_key)
