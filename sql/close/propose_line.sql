-- A line of booking $1: currency $2, team $3 or, without one, account $4; amount $5 in all four costs.
insert into cost.adjustment (
    booking_id, source, billing_account_id, billing_currency, original_kind, team, reason,
    billed_cost, effective_cost, contracted_cost, list_cost
)
values (
    $1::bigint, 'manual', coalesce($4::text, ''), $2, 'adjustment', $3::text, case when $3::text is null then 'account ' || $4::text end,
    $5::numeric, $5::numeric, $5::numeric, $5::numeric
)
