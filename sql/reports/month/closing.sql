-- The statements of closed months: what was frozen, when and by whom, and whether it was taken back.
create view report.closing as
select
    closing.closing_id, closing.billing_month, closing.closed_at, closing.closed_by, closing.digest,
    closing.day_sha256, closing.allocation_sha256, closing.adjustment_sha256, closing.input_sha256,
    reopening.reopened_at, reopening.reopened_by, reopening.reason as reopening_reason
from cost.closing as closing
left join cost.reopening as reopening on reopening.closing_id = closing.closing_id;

comment on view report.closing is
    'One row per time that a month was closed.';
comment on column report.closing.closing_id is 'The closings number.';
comment on column report.closing.billing_month is 'First day of the month.';
comment on column report.closing.closed_at is 'When it was closed.';
comment on column report.closing.closed_by is 'Who closed it.';
comment on column report.closing.digest is 'SHA-256 over all that was frozen.';
comment on column report.closing.day_sha256 is 'Digest of the published daily rows.';
comment on column report.closing.allocation_sha256 is 'Digest of the allocation''s rows.';
comment on column report.closing.adjustment_sha256 is 'Digest of the adjustments of earlier months that it shows.';
comment on column report.closing.input_sha256 is 'Digest of bills, usage, labels and rules that it was made from.';
comment on column report.closing.reopened_at is 'When it was reopened, or null.';
comment on column report.closing.reopened_by is 'By whom, or null.';
comment on column report.closing.reopening_reason is 'Why, or null.';
