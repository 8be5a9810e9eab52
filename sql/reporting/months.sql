-- The months that there are, oldest first.
select billing_month, state, is_current, row_count, digest
from report.month
order by billing_month
