-- Where resolved labels arrive.
create temp table load_label (like usage.cost_label) on commit drop
