-- Keeps the rate $4 from $2 to $3 of month $1, read from $5; one that is there already stays.
insert into org.exchange_rate (billing_month, from_currency, to_currency, rate, origin)
select $1::date, $2, $3, $4::numeric, $5
where not exists (
    select 1 from org.exchange_rate where billing_month = $1::date and from_currency = $2 and to_currency = $3
)
