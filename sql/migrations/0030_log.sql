-- The log of what was done, each row chained to the one before by its digest.
create table ops.log (
    sequence bigint not null constraint log_pkey primary key,
    logged_at timestamptz not null,
    run_id bigint,
    event text not null,
    subject text not null,
    detail text not null,
    previous_sha256 text not null,
    sha256 text not null,
    constraint log_from_one check (sequence > 0)
);

comment on table ops.log is 'One row per event that people may ask about later: runs'' ends, publishing, closing, reopening, adjustments. Rows are only added.';
comment on column ops.log.sequence is 'Its place, from 1 without gaps.';
comment on column ops.log.logged_at is 'When.';
comment on column ops.log.run_id is 'The run, or null.';
comment on column ops.log.event is 'run, publish, close, reopen, adjust, propose, approve, reject or rates.';
comment on column ops.log.subject is 'The month or command that it is about.';
comment on column ops.log.detail is 'What came of it: digests, counts, reasons.';
comment on column ops.log.previous_sha256 is 'The digest of the row before; 64 noughts for the first.';
comment on column ops.log.sha256 is 'SHA-256 of previous_sha256, sequence, logged_at, run_id, event, subject and detail, joined by line feeds.';
