-- The last ten runs in a line each, newest first.
select
    run_id || ' ' || command || ' ' || to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' '
    || state || coalesce(' (' || exit_code || ')', '') || coalesce(': ' || message, '') as words
from ops.run
order by run_id desc
limit 10
