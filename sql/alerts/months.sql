-- The newest published month and the one before it, where that is published too, oldest first: bills of the month
-- that has just ended still change while the new one begins.
with

months as (

    select distinct billing_month
    from cost.day

),

newest as (

    select max(billing_month) as billing_month
    from months

)

select months.billing_month
from months
inner join newest on months.billing_month >= newest.billing_month - interval '1 month'
order by months.billing_month
