-- Takes the advisory lock $1, or names the session that holds it.
select
    pg_try_advisory_lock($1::bigint) as is_taken,
    (
        select 'backend ' || locks.pid || ' since ' || to_char(activity.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        from pg_locks as locks
        inner join pg_stat_activity as activity on activity.pid = locks.pid
        where locks.locktype = 'advisory' and locks.classid = ($1::bigint >> 32)::int and locks.objid = ($1::bigint & 4294967295)::bigint
            and locks.granted
            and locks.database = (select oid from pg_database where datname = current_database())
        limit 1
    ) as holder
