-- Which requests would have done in month $1, and the money in currency $2 that they would free: of the organisation (team null) and
-- of each team.
select
    team, other_count, cells ->> 'cluster' as cluster, cells ->> 'namespace' as namespace, cells ->> 'workload' as workload,
    cells ->> 'cpu_requested' as cpu_requested, cells ->> 'cpu_percentile' as cpu_percentile, cells ->> 'cpu_suggested' as cpu_suggested,
    cells ->> 'memory_requested' as memory_requested, cells ->> 'memory_greatest' as memory_greatest,
    cells ->> 'memory_suggested' as memory_suggested, cells ->> 'amount' as amount
from report.month_section
where billing_month = $1::date and section = 'rightsizing' and billing_currency = $2::text
order by team nulls first, ordinal
