-- Up to which amount rule $1 has been approved for month $2 in currency $3, today; no row where it has not. The newest
-- decision counts.
with

decisions as (

    select amount, until_date, approved_by, reason
    from ops.approval
    where rule = $1 and billing_month = $2::date and billing_currency = $3
    order by approved_at desc
    limit 1

)

select amount, approved_by, reason
from decisions
where until_date is null or until_date > (clock_timestamp() at time zone 'UTC')::date
