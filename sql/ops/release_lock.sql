-- Gives the advisory lock $1 back.
select pg_advisory_unlock($1::bigint)
