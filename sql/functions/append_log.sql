-- Adds a row to the hash-chained log. Two sessions that add at once take turns.
create function ops.append_log(of_run bigint, new_event text, new_subject text, new_detail text) returns bigint
language plpgsql as
$$
declare
    last_sequence bigint;
    last_sha256 text;
    now_at timestamptz := clock_timestamp();
begin
    lock table ops.log in share row exclusive mode;
    select sequence, sha256 into last_sequence, last_sha256 from ops.log order by sequence desc limit 1;
    last_sequence := coalesce(last_sequence, 0) + 1;
    last_sha256 := coalesce(last_sha256, repeat('0', 64));
    insert into ops.log (sequence, logged_at, run_id, event, subject, detail, previous_sha256, sha256)
    values (
        last_sequence, now_at, of_run, new_event, new_subject, new_detail, last_sha256,
        encode(sha256(convert_to(concat_ws(
            E'\n', last_sha256, last_sequence::text,
            to_char(now_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            coalesce(of_run::text, '-'), new_event, new_subject, new_detail
        ), 'UTF8')), 'hex')
    );
    return last_sequence;
end
$$;

comment on function ops.append_log(bigint, text, text, text) is
    'Adds a row to the hash-chained log: run, event, subject, detail; returns its place.';
