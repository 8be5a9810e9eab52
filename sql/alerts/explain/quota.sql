-- The command's query behind a quota's alert: what the scope held, hour by hour.
select *
from usage.scope_hour($1, $2, $3, $4)
order by usage_date, hour
