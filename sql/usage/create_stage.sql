-- Where the hours and intervals of an export arrive before the export is proven whole.
create temp table load_quantity (like usage.quantity_hour) on commit drop;
create temp table load_presence (like usage.presence) on commit drop
