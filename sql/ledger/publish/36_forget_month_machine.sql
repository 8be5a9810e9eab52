-- Takes what the machines of month $1 cost away.
delete from cost.month_machine where billing_month = $1::date
