-- The digests that were not taken yet, of month $1 or, where it is null, of all; in a fixed order.
select billing_month, billing_currency, team, address, books_digest, state, attempt_count
from ops.digest
where delivered_at is null and ($1::date is null or billing_month = $1::date)
order by billing_month, billing_currency collate "C", team collate "C", address collate "C"
