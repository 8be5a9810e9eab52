-- Notes the digest of all views and functions.
insert into ops.migration (kind, name, checksum) values ('objects', 'objects', $1)
on conflict (kind, name) do update set checksum = excluded.checksum, applied_at = now()
