-- Books by hand, to be approved: month $1, original month $2, reason $3, author $4, run $5.
insert into cost.booking (origin, billing_month, original_month, cause, author, run_id)
values ('manual', $1::date, $2::date, $3, $4, $5::bigint)
returning booking_id
