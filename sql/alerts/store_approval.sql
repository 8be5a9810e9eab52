-- Approves that what rule $1 watches costs up to $4 in month $2, in currency $3, until $5, for reason $6, says $7, on the machine
-- $8.
insert into ops.approval (rule, billing_month, billing_currency, amount, until_date, reason, approved_by, account)
values ($1, $2::date, $3, $4::numeric, $5::date, $6, $7, $8)
