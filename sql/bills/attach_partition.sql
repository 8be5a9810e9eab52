-- Makes the charges of a load part of bill.stored_charge.
select format(
    'alter table bill.stored_charge attach partition bill.charge_%1$s for values in (%1$s);'
    'alter table bill.charge_%1$s drop constraint charge_load;'
    'analyze bill.charge_%1$s (load_id, period_number, item_key, usage_date)', $1::bigint
) as statement
