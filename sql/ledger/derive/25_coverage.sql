-- What was measured of each node in each hour of the days [$1, $2), and what was missed.
insert into usage.coverage (
    cluster, signal, node, usage_date, hour, series_count, samples_present, samples_expected, is_provisional
)
select judged.*
from generate_series($1::date::timestamp, $2::date::timestamp - interval '1 day', interval '1 day') as days (day)
cross join lateral usage.day_coverage(days.day::date) as judged
