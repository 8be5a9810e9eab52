-- Notes what came of the attempt: $7 in words, $8 whether the mail server took it.
update ops.digest
set last_outcome = $7, delivered_at = case when $8::boolean then clock_timestamp() end
where billing_month = $1::date and billing_currency = $2 and team = $3 and address = $4 and books_digest = $5 and state = $6
