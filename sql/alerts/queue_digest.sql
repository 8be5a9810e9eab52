-- Notes that a digest of month $1 in currency $2 is to go to team $3 (empty for the organisation) at address $4, of the
-- published rows with digest $5 in state $6; where that is known already, nothing.
insert into ops.digest (billing_month, billing_currency, team, address, books_digest, state)
values ($1::date, $2, $3, $4, $5, $6)
on conflict do nothing
