-- Notes a step of run $1: its place, name, subject, start and outcome.
insert into ops.step (run_id, ordinal, step, subject, started_at, ended_at, outcome)
values ($1::bigint, $2::integer, $3, $4, $5::timestamptz, clock_timestamp(), $6)
