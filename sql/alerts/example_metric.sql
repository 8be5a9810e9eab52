-- Has, for a test of rules, metric $3 count $4 on each of the days from $1 to before $2; $5 is an object of dimensions.
insert into usage.metric_hour (cluster, metric, namespace, labels, usage_date, hour, quantity, unit, source)
select
    coalesce($5::jsonb ->> 'cluster', ''), $3, coalesce($5::jsonb ->> 'namespace', ''),
    jsonb_strip_nulls($5::jsonb - 'cluster' - 'namespace'), day::date, null, $4::numeric, 'test', 'test'
from generate_series($1::date::timestamp, ($2::date - 1)::timestamp, interval '1 day') as days (day)
