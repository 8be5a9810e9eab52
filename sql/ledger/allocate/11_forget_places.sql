-- Forgets what served clusters in month $1.
delete from usage.item_place where billing_month = $1::date
