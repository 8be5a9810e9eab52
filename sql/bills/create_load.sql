-- Starts a load of source $1 in format $2 for run $3.
insert into bill.load (source, format, run_id) values ($1, $2, $3::bigint) returning load_id
