-- Queues for receiver $2 what has waited for receiver $1 for more than $3 hours and is not acknowledged; what was queued
-- for it before stays as it is. Where $4, only what was tried: the rest waits for its hours.
insert into ops.outbox (alert_id, receiver, notice, payload)
select outbox.alert_id, $2, outbox.notice, outbox.payload
from ops.outbox as outbox
inner join ops.alert as alert on alert.alert_id = outbox.alert_id
where
    outbox.receiver = $1
    and outbox.delivered_at is null
    and (not $4::boolean or outbox.attempt_count > 0)
    and alert.acknowledged_at is null
    and outbox.queued_at < clock_timestamp() - make_interval(hours => $3::integer)
on conflict do nothing
