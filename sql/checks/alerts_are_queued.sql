-- I-16: what waits in the outbox belongs to an alert, and a delivered message has an attempt.
select outbox.alert_id, outbox.receiver, outbox.queued_at, outbox.attempt_count, outbox.delivered_at
from ops.outbox as outbox
left join ops.alert as alert using (alert_id)
where (alert.alert_id is null or (outbox.delivered_at is not null and outbox.attempt_count = 0))
    and ($1::date is null or alert.billing_month = $1::date)
order by outbox.alert_id, outbox.receiver
limit 100
