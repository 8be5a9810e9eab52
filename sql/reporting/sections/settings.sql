-- The thresholds by which the sections of month $1 were worked out; no row where it was published before there were such sections.
select
    cells ->> 'cpu_healthy_min' as cpu_healthy_min, cells ->> 'cpu_healthy_max' as cpu_healthy_max,
    cells ->> 'memory_healthy_min' as memory_healthy_min, cells ->> 'memory_healthy_max' as memory_healthy_max,
    cells ->> 'sizing_cpu_percentile' as cpu_percentile, cells ->> 'sizing_cpu_head_room' as cpu_head_room,
    cells ->> 'sizing_memory_head_room' as memory_head_room, cells ->> 'sizing_cpu_floor_cores' as cpu_floor_cores,
    div((cells ->> 'sizing_memory_floor_bytes')::numeric, 1048576)::text as memory_floor_mib, cells ->> 'arbitrage_min' as arbitrage_min,
    (cells ->> 'has_usage')::boolean as has_usage,
    (select to_char(max(usage_date), 'YYYY-MM-DD') from report.team_day where billing_month = $1::date) as last_date
from report.month_section
where billing_month = $1::date and section = 'setting'
