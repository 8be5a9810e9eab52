-- Notes, before it is made, an attempt to send a digest: its month, currency, team, address, books and state.
update ops.digest
set attempt_count = attempt_count + 1, last_attempt_at = clock_timestamp(), last_outcome = null
where billing_month = $1::date and billing_currency = $2 and team = $3 and address = $4 and books_digest = $5 and state = $6
