-- Takes the closing of month $1 back: who ($2) and why ($3).
insert into cost.reopening (closing_id, reopened_by, reason)
select cost.closing_of($1::date), $2, $3
