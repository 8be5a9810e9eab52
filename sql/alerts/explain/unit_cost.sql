-- The command's query behind a unit cost's alert.
select *
from report.unit_cost
where metric = $1 and dimension = $2 and name = $3
order by grain, from_date
