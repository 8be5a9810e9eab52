-- Where the keys of items, wordings or sets of tags arrive, to learn which of them are known.
create temp table if not exists load_item (position integer not null, item_key uuid not null) on commit drop;
truncate load_item
