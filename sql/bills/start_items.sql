-- Starts the table of items anew where it is empty: with wal_level minimal the first bill is then written once, not twice.
truncate bill.item
