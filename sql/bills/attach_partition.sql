-- Makes the charges of a load part of bill.stored_charge. The planner is told how many items they are of ($2), which a sample would have to
-- be large to find out; for the rest of what it asks a small one is enough.
select format(
    'alter table bill.stored_charge attach partition bill.charge_%1$s for values in (%1$s);'
    'alter table bill.charge_%1$s drop constraint charge_load, alter column item_key set (n_distinct = %2$s);'
    'set local default_statistics_target = 30; analyze bill.charge_%1$s (load_id, period_number, item_key, usage_date)',
    $1::bigint, greatest($2::integer, 1)
) as statement
