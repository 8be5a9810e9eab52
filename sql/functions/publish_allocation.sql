-- Puts the proven allocation of a month in the place of the old one, within the caller's transaction.
create function cost.publish_allocation(month date) returns void
language plpgsql as
$$
declare
    partition text := 'allocation_' || to_char(month, 'YYYY_MM');
begin
    execute format('create table cost.%I (like cost.allocation including constraints)', partition || '_new');
    execute format('insert into cost.%I select * from pg_temp.work_allocation', partition || '_new');
    execute format('create index on cost.%I (team, kind)', partition || '_new');
    execute format('drop table if exists cost.%I', partition);
    execute format('alter table cost.%I rename to %I', partition || '_new', partition);
    execute format(
        'alter table cost.allocation attach partition cost.%I for values in (%L)', partition, month);
    execute format('analyze cost.%I', partition);
end
$$;

comment on function cost.publish_allocation(date) is
    'Puts the allocation that the current transaction has worked out for a month in the place of the old one.';
