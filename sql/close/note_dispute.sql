-- Notes what became of dispute $1: event $2, amount $3, booking $4, author $5, reason $6, run $7.
insert into cost.dispute_event (dispute_id, event, amount, booking_id, author, reason, run_id)
values ($1::bigint, $2, $3::numeric, $4::bigint, $5, $6, $7::bigint)
