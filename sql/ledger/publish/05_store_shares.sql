-- Keeps the shares of the days at hand as part $2 of month $1; $3: which is stored whole.
select cost.store_shares($1::date, $2::integer, $3::boolean)
