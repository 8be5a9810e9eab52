-- The bills of month $1 that count, with their totals.
select
    source, billing_account_id, version, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost,
    contracted_cost_missing, list_cost_missing
from report.bill_version
where billing_month = $1::date and state = 'current'
order by source collate "C", billing_account_id collate "C", billing_period_started_at, billing_currency collate "C"
