-- The adjustments that are shown in month $1 or correct it, or all: one row per booking, original month, team and kind.
select
    booking_id, origin, billing_month, original_month, cause, author, state, decided_by, billing_currency, team, reason, original_kind,
    effective_cost, billed_cost
from report.adjustment
where $1::date is null or billing_month = $1::date or original_month = $1::date
order by booking_id, billing_currency collate "C", team collate "C" nulls last, original_kind collate "C", reason collate "C"
