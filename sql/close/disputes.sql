-- The disputes of month $1, team $2 and state $3, each where it is given.
select
    dispute_id, billing_month, team, kind, commit, resource_key, billing_currency, figure_cost, amount, reason, author, opened_at,
    state, answered_by, answered_at, answer_reason, accepted_amount, booking_id, settled_by, settled_at, booking_state,
    booking_decided_by, booking_decided_at
from report.dispute
where ($1::date is null or billing_month = $1::date) and ($2::text is null or team = $2::text) and ($3::text is null or state = $3::text)
order by dispute_id
