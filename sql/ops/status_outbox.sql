-- How many messages wait in the outbox.
select count(*) as waiting from ops.outbox where delivered_at is null
