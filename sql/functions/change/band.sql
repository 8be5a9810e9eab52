-- Where a share lies against its healthy band, bounds included.
--
--     select report.band(0.39, 0.4, 0.7);                                             -- below
--     select report.band(0.4, 0.4, 0.7);                                              -- healthy
--     select report.band(0.71, 0.4, 0.7);                                             -- above
--     select report.band(null, 0.4, 0.7);                                             -- nothing requested
create function report.band(share numeric, healthy_min numeric, healthy_max numeric) returns text
language sql immutable parallel safe as
$$
    select case
        when share is null then 'nothing requested'
        when share < healthy_min then 'below'
        when share > healthy_max then 'above'
        else 'healthy'
    end
$$;

comment on function report.band(numeric, numeric, numeric) is 'below, healthy, above, or nothing requested.';
