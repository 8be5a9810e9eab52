-- How close to its limits something runs: shares of 0 to 1, weighted. What is not measured (null) is left out and the
-- other weights count for more; without any there is no score.
--
--     select report.saturation_score(0.5, 0.8, 0.1, 0.2);                             -- 0.51
--     select report.saturation_score(0.5, 0.8);                                       -- 0.671429
--     select report.saturation_score(0.5, 0.8, 0.1, 0.2, array[0.25, 0.25, 0.25, 0.25]);  -- 0.4
--     select report.saturation_score(1.7, 1, 1, 1);                                   -- 1
create function report.saturation_score(
    cpu numeric, memory numeric, io_wait numeric default null, connections numeric default null,
    weights numeric[] default array[0.3, 0.4, 0.2, 0.1]
) returns numeric
language sql immutable parallel safe as
$$
    select trim_scale(round(
        sum(weight * greatest(0, least(1, part))) filter (where part is not null)
            / nullif(sum(weight) filter (where part is not null), 0),
        6
    ))
    from unnest(array[cpu, memory, io_wait, connections], weights) as score (part, weight)
$$;

comment on function report.saturation_score(numeric, numeric, numeric, numeric, numeric[]) is
    'Weighted saturation, 0 to 1: CPU 0.3, memory 0.4, I/O wait 0.2, connections 0.1; what is null is left out.';
