-- The command's query behind a minimum of commitments.
select *
from report.machine_commitment
where billing_month = $1
