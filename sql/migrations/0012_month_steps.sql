-- What has been done after a month was published, so that a killed run is taken up where it stopped.
create table ops.month_step (
    billing_month date not null,
    step text not null constraint month_step_known check (step in ('verify', 'report', 'alert')),
    done_for text not null,
    done_at timestamptz not null default clock_timestamp(),
    constraint month_step_pkey primary key (billing_month, step)
);

comment on table ops.month_step is 'One row per published month and step that the nightly run has done for it.';
comment on column ops.month_step.billing_month is 'First day of the month.';
comment on column ops.month_step.step is 'verify, report or alert.';
comment on column ops.month_step.done_for is 'Digest of what it was done for: the published month and the configuration that matters for the step.';
comment on column ops.month_step.done_at is 'When it was done.';
