-- How many percent of what the pods of scope $2 (kind) $3 (name) requested in month $1 they used: of $4, cpu or memory.
select
    trim_scale(div(sum(case $4 when 'cpu' then cpu_used else memory_used end) * 10000,
        sum(case $4 when 'cpu' then cpu_requested else memory_requested end)) * 0.01) as percent
from usage.scope_hour($1::date, ($1::date + interval '1 month')::date, $2, $3)
having sum(case $4 when 'cpu' then cpu_requested else memory_requested end) > 0
