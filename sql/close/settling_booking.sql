-- Booking $1 by hand, with what it gives team $2 in currency $3.
select booking.author, coalesce(decision.decision, 'proposed') as state, trim_scale(sum(line.effective_cost)) as amount
from cost.booking as booking
inner join cost.adjustment as line on line.booking_id = booking.booking_id
left join cost.decision as decision on decision.booking_id = booking.booking_id
where booking.booking_id = $1::bigint and booking.origin = 'manual' and line.team = $2 and line.billing_currency = $3
group by booking.author, decision.decision
