-- Takes the monthly sums of month $1 by each dimension alone away.
delete from cost.month_breakdown where billing_month = $1::date
