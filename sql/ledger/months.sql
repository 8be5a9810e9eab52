-- The months that have a bill, with the digest of the inputs of what is published, oldest first.
select delivery.billing_month, period.input_sha256, coalesce(period.state, 'unpublished') as state
from (select distinct billing_month from bill.delivery where state = 'current') as delivery
left join cost.period as period on period.billing_month = delivery.billing_month
order by delivery.billing_month
