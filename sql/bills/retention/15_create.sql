-- Which items the loads that go had lines of.
create temp table gone_item (item_key uuid not null) on commit drop
