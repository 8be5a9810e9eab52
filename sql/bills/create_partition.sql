-- Makes the table that the charges of a load are copied into; it is attached when it is full. What most rows have is not sent:
-- their load, the first of its files and periods, and that the line is one charge.
select format(
    'create table bill.charge_%1$s (like bill.stored_charge including constraints);'
    'alter table bill.charge_%1$s add constraint charge_load check (load_id = %1$s), alter load_id set default %1$s,'
    'alter file_number set default 1, alter period_number set default 1, alter part set default 0, alter repeats set default 0', $1::bigint
) as statement
