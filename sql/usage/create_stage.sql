-- Where the hours and intervals of an export arrive before the export is proven whole.
drop table if exists pg_temp.load_quantity, pg_temp.load_presence;
create temp table load_quantity (like usage.quantity_day) on commit drop;
create temp table load_presence (like usage.presence) on commit drop
