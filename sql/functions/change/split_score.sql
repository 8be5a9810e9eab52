-- Whether a service should be split or scaled out: CPU's 95th percentile against 60 %, memory's peak against 2 GiB,
-- latency's 99th percentile against 300 ms, each at most 1, weighted 0.4, 0.3, 0.3. Act from 0.75 on.
--
--     select report.split_score(60, 2147483648, 300);                                 -- 1
--     select report.split_score(45, 1610612736, 225);                                 -- 0.75
--     select report.split_score(30, 1073741824, 900);                                 -- 0.65
--     select report.split_score(30, 1073741824, 900, part_max => null);               -- 1.25
--     select report.split_score(null, 1073741824, 300) is null;                       -- t
create function report.split_score(
    cpu_p95_percent numeric, memory_peak_bytes numeric, latency_p99_ms numeric,
    weights numeric[] default array[0.4, 0.3, 0.3], limits numeric[] default array[60, 2147483648, 300],
    part_max numeric default 1
) returns numeric
language sql immutable parallel safe as
$$
    select case
        when cpu_p95_percent is not null and memory_peak_bytes is not null and latency_p99_ms is not null
            -- least() passes over a null: then a part has no limit.
            then trim_scale(round(sum(weight * least(part / nullif(bound, 0), part_max)), 6))
    end
    from unnest(array[cpu_p95_percent, memory_peak_bytes, latency_p99_ms], weights, limits) as score (part, weight, bound)
$$;

comment on function report.split_score(numeric, numeric, numeric, numeric[], numeric[], numeric) is
    'Weighted reasons to split a service: CPU P95 / 60 %, memory peak / 2 GiB, P99 / 300 ms; act from 0.75 on.';
