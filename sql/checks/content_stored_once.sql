-- I-3: no content of an account's period is current under two sources: the same bill would be charged twice.
select billing_account_id, billing_month, content_sha256, string_agg(source, ', ' order by source) as sources
from bill.delivery
where state = 'current' and billing_month = coalesce($1::date, billing_month)
group by billing_account_id, billing_month, content_sha256
having count(*) > 1
order by billing_account_id, billing_month
limit 100
