-- Sources other than $1 whose current bill of account $2 and the period that starts at $3 does not count as $4 does.
select source
from bill.delivery
where state = 'current' and source <> $1 and billing_account_id = $2 and billing_period_started_at = $3::timestamptz
    and cost_basis <> $4
order by source collate "C"
limit 1
