-- I-8: each row of the log carries the digest of the row before it and of itself; none is missing between the first and the last.
with

rows_in_order as (

    select
        log.*,
        lag(sha256, 1, repeat('0', 64)) over (order by sequence) as digest_before,
        lag(sequence, 1, 0::bigint) over (order by sequence) as sequence_before,
        encode(sha256(convert_to(
            previous_sha256 || E'\n' || sequence || E'\n' || to_char(logged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            || E'\n' || coalesce(run_id::text, '-') || E'\n' || event || E'\n' || subject || E'\n' || detail, 'UTF8'
        )), 'hex') as digest_now
    from ops.log as log

)

select
    sequence, event, subject,
    case
        when sequence <> sequence_before + 1 then 'rows are missing before it'
        when previous_sha256 <> digest_before then 'the row before it was changed'
        else 'it was changed'
    end as finding
from rows_in_order
where $1::date is null
    and (sequence <> sequence_before + 1 or previous_sha256 <> digest_before or sha256 <> digest_now)
order by sequence
limit 100
