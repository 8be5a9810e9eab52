-- Makes room for what of month $1 is worked out; $2: for all of it.
select cost.begin_parts($1::date, $2::boolean)
