-- A day of a month's shares is found without going through the month, and closings freeze the ledger as it is stored: to
-- take all shares apart once more would take as long as all checks together.
create index share_usage_date on cost.share using brin (usage_date) with (autosummarize = on);

alter table cost.closing
    add column digest_version smallint not null default 1 constraint closing_digest_version check (digest_version in (1, 2));
alter table cost.closing alter column digest_version set default 2;
comment on column cost.closing.digest_version is 'What allocation_sha256 is of: 1: the rows of report.allocation; 2: those of cost.share, cost.consumer and cost.placement as they are stored.';
