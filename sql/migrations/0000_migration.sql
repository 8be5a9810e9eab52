-- The record of what was applied; safe to run again.
create schema if not exists ops;

create table if not exists ops.migration (
    kind text not null constraint migration_kind_known check (kind in ('migration', 'objects')),
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now(),
    constraint migration_pkey primary key (kind, name)
);

comment on schema ops is 'How chargeback runs: migrations, runs and their steps, alerts and the outbox.';
comment on table ops.migration is 'One row per migration applied, and one for the views and functions as a whole.';
comment on column ops.migration.kind is 'migration, or objects for the views and functions.';
comment on column ops.migration.name is 'The file''s name below sql/migrations.';
comment on column ops.migration.checksum is 'SHA-256 of the text that was applied.';
comment on column ops.migration.applied_at is 'When it was applied.';
