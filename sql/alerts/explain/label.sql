-- The command's query behind a minimum of labels.
select *
from report.label_compliance
where billing_month = $1 and field = $2
