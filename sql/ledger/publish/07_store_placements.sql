-- Keeps what was placed whole; $2: in a month that is stored whole.
select cost.store_placements($1::date, $2::boolean)
