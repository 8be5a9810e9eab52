-- How much of what they reserve workloads used in month $1 in currency $2: of the organisation (team null) and of each team.
select
    team, other_count, cells ->> 'cluster' as cluster, cells ->> 'namespace' as namespace, cells ->> 'workload' as workload,
    cells ->> 'amount' as amount, cells ->> 'cpu' as cpu, cells ->> 'cpu_band' as cpu_band, cells ->> 'memory' as memory,
    cells ->> 'memory_band' as memory_band, cells ->> 'growth' as growth, (cells ->> 'is_idle')::boolean as is_idle,
    (cells ->> 'is_growing')::boolean as is_growing,
    (select string_agg(finding, '; ' order by finding) from jsonb_array_elements_text(nullif(cells -> 'go', 'null')) as found (finding)) as go
from report.month_section
where billing_month = $1::date and section = 'efficiency' and billing_currency = $2::text
order by team nulls first, ordinal
