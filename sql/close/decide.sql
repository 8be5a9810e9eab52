-- Decides booking $1: $2 approved or rejected, by $3, because of $4.
insert into cost.decision (booking_id, decision, decided_by, reason) values ($1::bigint, $2, $3, $4)
