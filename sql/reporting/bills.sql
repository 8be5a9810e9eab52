-- The bills that month $1 was published from, with their totals, and the adjustments that it shows.
select
    source collate "C" as source, billing_account_id collate "C" as billing_account_id, billing_period_started_at, version,
    null as words, billing_currency collate "C" as billing_currency, billed_cost, effective_cost, contracted_cost, list_cost,
    contracted_cost_missing, list_cost_missing, row_count, false as is_adjustment
from report.bill_version
where billing_month = $1::date and is_published
union all
select
    'adjustment', '', original_month, booking_id,
    origin || ' of ' || to_char(original_month, 'YYYY-MM') || ': ' || cause, billing_currency,
    sum(billed_cost), sum(effective_cost), sum(contracted_cost), sum(list_cost), 0, 0, null, true
from report.adjustment
where billing_month = $1::date and state in ('booked', 'approved')
group by original_month, booking_id, origin, cause, billing_currency
order by is_adjustment, source, billing_account_id, billing_period_started_at, version, billing_currency
