-- Starts the tables of items anew where there are none: with wal_level minimal the first bill is then written once, not twice.
truncate bill.stored_item, bill.wording, bill.tag_set
