-- The command's query behind a price's alert.
select *
from report.price_difference
where billing_month = $1
order by saving desc
