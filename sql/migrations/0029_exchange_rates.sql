-- Exchange rates by month, for reports in one currency.
create table org.exchange_rate (
    billing_month date not null constraint exchange_rate_month_first check (extract(day from billing_month) = 1),
    from_currency text not null constraint exchange_rate_from check (from_currency ~ '^[A-Z]{3}$'),
    to_currency text not null constraint exchange_rate_to check (to_currency ~ '^[A-Z]{3}$'),
    rate numeric not null constraint exchange_rate_positive check (rate > 0 and rate <> 'Infinity' and rate <> 'NaN'),
    origin text not null,
    constraint exchange_rate_pkey primary key (billing_month, from_currency, to_currency),
    constraint exchange_rate_two check (from_currency <> to_currency)
);

comment on table org.exchange_rate is 'One row per month and pair of currencies: locked when the month is closed.';
comment on column org.exchange_rate.billing_month is 'First day of the month that it holds for.';
comment on column org.exchange_rate.from_currency is 'The currency of the bill.';
comment on column org.exchange_rate.to_currency is 'The currency of the report.';
comment on column org.exchange_rate.rate is 'How much of the report''s currency one unit of the bill''s is.';
comment on column org.exchange_rate.origin is 'The file that it was read from.';
