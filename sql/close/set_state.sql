-- Sets the state of month $1 to $2.
update cost.period set state = $2 where billing_month = $1::date
