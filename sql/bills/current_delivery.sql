-- The current version of source $1, account $2 and the period that starts at $3, and the last version's number.
select
    max(version) as last_version,
    max(delivery_id) filter (where state = 'current') as delivery_id,
    max(content_sha256) filter (where state = 'current') as content_sha256
from bill.delivery
where source = $1 and billing_account_id = $2 and billing_period_started_at = $3::timestamptz
