-- Starts the import of an export.
insert into usage.import (
    cluster, signal, path, sha256, series_count, sample_count, dropped_count, step_seconds, is_partial, run_id
)
values ($1, '', $2, $3, 0, 0, 0, 0, false, $4::bigint)
returning import_id
