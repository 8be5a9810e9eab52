-- Adds to the log: run $1, event $2, subject $3, detail $4.
select ops.append_log($1::bigint, $2, $3, $4)
