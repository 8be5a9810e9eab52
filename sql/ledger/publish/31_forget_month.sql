-- Takes the monthly sums of month $1 away.
delete from cost.month_cost where billing_month = $1::date
