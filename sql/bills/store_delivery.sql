-- Makes a delivery the current version of its bill.
insert into bill.delivery (
    load_id, period_number, source, billing_account_id, billing_period_started_at, billing_period_ended_at,
    billing_month, version, state, content_sha256, row_count, charge_count, cost_basis
)
values (
    $1::bigint, $2::smallint, $3, $4, $5::timestamptz, $6::timestamptz, $7::date, $8::integer, 'current', $9, $10::bigint,
    $11::bigint, $12
)
returning delivery_id
