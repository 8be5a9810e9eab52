-- Notes that the versions of load $1 have no lines any more; says which they were.
update bill.delivery set state = 'pruned', pruned_at = now()
where load_id = $1::bigint and state = 'superseded'
returning source, billing_account_id, to_char(billing_month, 'YYYY-MM') as billing_month, version
