-- Runs and their steps.
create table ops.run (
    run_id bigint generated always as identity constraint run_pkey primary key,
    command text not null,
    state text not null default 'running'
        constraint run_state_known check (state in ('running', 'done', 'failed')),
    started_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    backend_pid integer not null default pg_backend_pid(),
    program_version text not null,
    configuration_sha256 text,
    exit_code integer,
    message text
);

comment on table ops.run is 'One row per command that changed, or tried to change, the database.';
comment on column ops.run.run_id is 'The run''s number.';
comment on column ops.run.command is 'What was run: run, ingest bills, allocate, …';
comment on column ops.run.state is 'running, done or failed; a run whose session is gone and that still reads running was killed.';
comment on column ops.run.started_at is 'When it started.';
comment on column ops.run.ended_at is 'When it ended.';
comment on column ops.run.backend_pid is 'The server process that served it.';
comment on column ops.run.program_version is 'The version of chargeback, libpq and the server.';
comment on column ops.run.configuration_sha256 is 'SHA-256 of the configuration that matters for allocation.';
comment on column ops.run.exit_code is 'What the process ended with.';
comment on column ops.run.message is 'The first error line where it failed.';

create table ops.step (
    run_id bigint not null constraint step_run references ops.run (run_id),
    ordinal integer not null,
    step text not null,
    subject text not null,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    outcome text not null,
    constraint step_pkey primary key (run_id, ordinal)
);

comment on table ops.step is 'One row per step of a run that did something.';
comment on column ops.step.run_id is 'The run.';
comment on column ops.step.ordinal is 'Its place in the run, from 1.';
comment on column ops.step.step is 'ingest bills, ingest usage, ingest labels, allocate, verify, report or alert.';
comment on column ops.step.subject is 'The file, month or receiver it was about.';
comment on column ops.step.started_at is 'When it started.';
comment on column ops.step.ended_at is 'When it ended.';
comment on column ops.step.outcome is 'What it did, in one line with its counts and sums.';
