-- Notes file $2 of load $1: path, digests, size, rows and what was taken on somebody's word.
insert into bill.file (load_id, file_number, path, sha256, header_sha256, byte_count, row_count, notes)
values ($1::bigint, $2::integer, $3, $4, $5, $6::bigint, $7::bigint, $8)
