-- Notes in the log that run $2 published month $1, with its digest.
select ops.append_log(
    $2::bigint, 'publish', to_char($1::date, 'YYYY-MM'),
    (select digest from cost.period where billing_month = $1::date)
)
