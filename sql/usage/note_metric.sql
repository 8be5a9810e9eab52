-- Notes that metric $1 has been read up to $2, by $3 rows more.
insert into usage.metric_checkpoint (metric, last, row_count)
values ($1, $2, $3::bigint)
on conflict (metric) do update
set last = excluded.last, row_count = metric_checkpoint.row_count + excluded.row_count, noted_at = now()
