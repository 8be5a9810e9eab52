-- What waits to be delivered, oldest first. An acknowledged alert needs no delivery any more, unless it belongs to a
-- digest that was tried: that one goes out as it was, as long as one of its alerts is open.
with

waiting as (

    select
        outbox.alert_id, outbox.receiver, outbox.payload, outbox.queued_at, outbox.message_id,
        outbox.notice, alert.severity,
        alert.acknowledged_at is null or outbox.notice = 'resolved' as is_open
    from ops.outbox as outbox
    inner join ops.alert as alert on alert.alert_id = outbox.alert_id
    where outbox.delivered_at is null

),

final as (

    select
        alert_id, receiver, payload, message_id, queued_at, notice, severity,
        is_open
        or (message_id is not null and bool_or(is_open) over (partition by receiver, message_id)) as is_wanted
    from waiting

)

select alert_id, receiver, payload, message_id, notice, severity
from final
where is_wanted
order by queued_at, notice, alert_id, receiver
