-- Exchange rates by month.
create view report.exchange_rate as
select
    rate.billing_month, rate.from_currency, rate.to_currency, trim_scale(rate.rate) as rate,
    coalesce(period.state = 'closed', false) as is_locked, rate.origin
from org.exchange_rate as rate
left join cost.period as period on period.billing_month = rate.billing_month;

comment on view report.exchange_rate is 'One row per month and pair of currencies.';
comment on column report.exchange_rate.billing_month is 'First day of the month that it holds for.';
comment on column report.exchange_rate.from_currency is 'The currency of the bill.';
comment on column report.exchange_rate.to_currency is 'The currency of the report.';
comment on column report.exchange_rate.rate is 'How much of the report''s currency one unit of the bill''s is.';
comment on column report.exchange_rate.is_locked is 'Whether the month is closed, so that it cannot change.';
comment on column report.exchange_rate.origin is 'The file that it was read from.';
