-- Drops the lines of load $1, all at once.
select format('drop table bill.charge_%1$s', $1::bigint) as statement
