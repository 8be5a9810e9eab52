-- Makes the table that the charges of a load are copied into; it is attached when it is full.
select format(
    'create table bill.charge_%1$s (like bill.charge including constraints);'
    'alter table bill.charge_%1$s add constraint charge_load check (load_id = %1$s)', $1::bigint
) as statement
