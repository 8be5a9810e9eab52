-- The command's query behind a minimum of coverage.
select *
from report.usage_coverage
where usage_date >= $1 and coverage < 1
