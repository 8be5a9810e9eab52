-- The command's query behind a minimum of efficiency.
select *
from report.efficiency
where usage_date >= $1
order by cpu_utilisation
