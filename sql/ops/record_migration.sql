-- Notes that migration $1 with the digest $2 is applied.
insert into ops.migration (kind, name, checksum) values ('migration', $1, $2)
