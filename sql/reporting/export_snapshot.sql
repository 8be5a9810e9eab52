-- Names what this transaction sees, for another session to see the same.
select pg_export_snapshot() as snapshot
