-- Notes what came of the attempt to send the alerts of array $1, of each the notice of array $5, to receiver $2:
-- $3 in words, $4 whether it took them.
update ops.outbox
set
    last_outcome = $3,
    delivered_at = case when $4::boolean then clock_timestamp() end
where
    (alert_id, notice) in (select * from unnest($1::text[], $5::text[]))
    and receiver = $2 and delivered_at is null
