-- Queues for receiver $2 what has waited for receiver $1 for more than $3 hours and is not acknowledged; what was queued
-- for it before stays as it is.
insert into ops.outbox (alert_id, receiver, payload)
select outbox.alert_id, $2, outbox.payload
from ops.outbox as outbox
inner join ops.alert as alert on alert.alert_id = outbox.alert_id
where
    outbox.receiver = $1
    and outbox.delivered_at is null
    and alert.acknowledged_at is null
    and outbox.queued_at < clock_timestamp() - make_interval(hours => $3::integer)
on conflict do nothing
