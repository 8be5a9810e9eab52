-- The command's query behind a minimum of commitments.
select *
from report.commitment_coverage
where billing_month = $1
