-- A view does not go with its transaction, as the work tables do.
drop view pg_temp.work_month_pot
