-- Notes that command $1 of program $2 with configuration $3 starts.
insert into ops.run (command, program_version, configuration_sha256) values ($1, $2, $3) returning run_id
