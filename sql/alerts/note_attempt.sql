-- Notes, before it is made, an attempt to send the alerts of array $1, of each the notice of array $4, to receiver $2 under
-- the key $3, which they keep.
update ops.outbox
set
    message_id = coalesce(message_id, $3),
    attempt_count = attempt_count + 1,
    last_attempt_at = clock_timestamp(),
    last_outcome = null
where
    (alert_id, notice) in (select * from unnest($1::text[], $4::text[]))
    and receiver = $2 and delivered_at is null
