-- Ends the open alerts of rule $2 (kind $1) and month $3 (null: any) that are not among $4, which still hold, and tells
-- whoever was told, as far as they are among receivers $5. Returns what has ended.
with

ended as (

    update ops.alert
    set resolved_at = clock_timestamp()
    where
        rule_kind = $1 and rule = $2 and ($3::date is null or billing_month = $3::date) and resolved_at is null
        and not alert_id = any($4::text[])
    returning alert_id, covered_by, acknowledged_at

),

told as (

    insert into ops.outbox (alert_id, receiver, notice, payload)
    select outbox.alert_id, outbox.receiver, 'resolved', ''
    from ops.outbox as outbox
    inner join ended on ended.alert_id = outbox.alert_id
    where
        outbox.notice = 'raised' and outbox.receiver = any($5::text[])
        -- What somebody took note of before it was sent was never told.
        and (ended.acknowledged_at is null or outbox.attempt_count > 0)
    on conflict do nothing

)

select alert_id
from ended
where covered_by is null
order by alert_id
