-- The windows of machines, for PodHours.swift: from which to which hour, counted from 2000 on, and whether they are
-- an hour in which no pod is twice.
copy (
    select
        resource_key, window_id,
        (coalesce(usage_date, (started_at at time zone 'UTC')::date) - date '2000-01-01') * 24
            + coalesce(hour, extract(hour from started_at at time zone 'UTC')::integer),
        case
            when hour is not null then (usage_date - date '2000-01-01') * 24 + hour
            else (((ended_at - interval '1 microsecond') at time zone 'UTC')::date - date '2000-01-01') * 24
                + extract(hour from (ended_at - interval '1 microsecond') at time zone 'UTC')::integer
        end,
        (hour is not null)::integer
    from work_window
) to stdout (format binary)
