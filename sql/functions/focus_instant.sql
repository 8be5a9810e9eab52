-- A moment as FOCUS writes it.
create function cost.focus_instant(moment timestamptz) returns text
language sql immutable parallel safe as
$$
    select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

comment on function cost.focus_instant(timestamptz) is 'A moment as FOCUS writes it, e.g. 2026-10-01T00:00:00Z.';
