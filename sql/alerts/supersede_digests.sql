-- Forgets what was never sent of month $1 and tells of an earlier state than the published rows with digest $2 in state $3.
delete from ops.digest
where billing_month = $1::date and delivered_at is null and (books_digest, state) is distinct from ($2, $3)
