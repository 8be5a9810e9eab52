-- Puts alert $1 into the outbox for receiver $2, with the bytes $3 to send.
insert into ops.outbox (alert_id, receiver, payload)
values ($1, $2, $3)
