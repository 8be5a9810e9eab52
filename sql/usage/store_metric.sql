-- Adds ($9) or puts what a query said of metric $1 in an hour.
insert into usage.metric_hour (cluster, metric, namespace, labels, usage_date, hour, quantity, unit, source)
values ($2, $1, $3, $4::jsonb, $5::date, $6::smallint, $7::numeric, $8, 'SQL query')
on conflict on constraint metric_hour_key do update
set
    quantity = excluded.quantity + case when $9::boolean then metric_hour.quantity else 0 end,
    unit = excluded.unit,
    source = excluded.source
