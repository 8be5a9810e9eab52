-- The currencies of month $1 that have no rate to $2.
select distinct month.billing_currency
from report.team_month as month
where month.billing_month = $1::date and month.billing_currency <> $2
    and not exists (
        select 1
        from report.exchange_rate as rate
        where rate.billing_month = month.billing_month and rate.from_currency = month.billing_currency and rate.to_currency = $2
    )
order by month.billing_currency
