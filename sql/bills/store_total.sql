-- Notes the sums that the reader added up for delivery $1 in currency $2.
insert into bill.delivery_total (
    delivery_id, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost, contracted_cost_missing,
    list_cost_missing
)
values ($1::bigint, $2, $3::numeric, $4::numeric, $5::numeric, $6::numeric, $7::bigint, $8::bigint)
