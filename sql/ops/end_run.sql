-- Notes how run $1 ended: state, exit code, first error line.
update ops.run set state = $2, exit_code = $3::integer, message = $4, ended_at = clock_timestamp()
where run_id = $1::bigint
