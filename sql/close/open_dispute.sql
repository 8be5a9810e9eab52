-- Notes a dispute: month $1, team $2, kind $3, commit $4, resource $5, currency $6, the figure $7, what of it $8, reason $9,
-- author $10, run $11.
insert into cost.dispute (
    billing_month, team, kind, commit, resource_key, billing_currency, figure_cost, amount, reason, author, run_id
)
values ($1::date, $2, $3, $4, $5, $6, $7::numeric, $8::numeric, $9, $10, $11::bigint)
returning dispute_id
