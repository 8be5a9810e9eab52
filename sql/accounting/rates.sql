-- The exchange rates of month $1, or all; locked where the month is closed.
select billing_month, from_currency, to_currency, rate, is_locked, origin
from report.exchange_rate
where $1::date is null or billing_month = $1::date
order by billing_month, from_currency collate "C", to_currency collate "C"
