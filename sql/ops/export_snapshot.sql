-- Names what this transaction sees, for another session to see the same; null where a server only follows another.
select case when not pg_is_in_recovery() then pg_export_snapshot() end as snapshot
