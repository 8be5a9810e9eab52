-- Keeps who the consumers of the days at hand are, as part $2 of month $1; $3: which is stored whole.
select cost.store_consumers($1::date, $2::integer, $3::boolean)
