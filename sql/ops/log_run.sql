-- Notes in the log how run $1 ended.
select ops.append_log(
    run_id, 'run', command, concat_ws(' ', state, exit_code::text, program_version, configuration_sha256, message)
)
from ops.run
where run_id = $1::bigint
