-- Where resolved labels arrive.
drop table if exists pg_temp.load_label;
create temp table load_label (like usage.cost_label) on commit drop
