-- Puts month $1 in the place of the old one; $2: all of it.
select cost.end_parts($1::date, $2::boolean)
