-- Notes what the export held.
update usage.import set
    cluster = $2, signal = $3, series_count = $4::bigint, sample_count = $5::bigint, dropped_count = $6::bigint,
    step_seconds = $7::integer, first_at = $8::timestamptz, last_at = $9::timestamptz, is_partial = $10::boolean
where import_id = $1::bigint
