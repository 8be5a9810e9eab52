-- Forgets the rate from $2 to $3 of month $1, to be replaced.
delete from org.exchange_rate where billing_month = $1::date and from_currency = $2 and to_currency = $3 and rate <> $4::numeric
