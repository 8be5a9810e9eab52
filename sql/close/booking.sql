-- Booking $1: by whom, for which month, and what was decided.
select booking.origin, booking.author, booking.billing_month, period.state, decision.decision, decision.decided_by
from cost.booking as booking
left join cost.decision as decision on decision.booking_id = booking.booking_id
left join cost.period as period on period.billing_month = booking.billing_month
where booking.booking_id = $1::bigint
