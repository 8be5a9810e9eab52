-- The table that takes the shares of month $1; $2: which is stored whole.
select 'cost.share' || to_char($1::date, '_YYYY_MM') || case when $2::boolean then '_new' else '' end as name
