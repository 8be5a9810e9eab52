-- The GOMEMLIMIT that suits a container's memory limit and its pod's class of service: room is left for what Go does
-- not count. Without a limit, or for other classes, there is none.
--
--     select report.go_memory_limit('Guaranteed', 1073741824);                        -- 1020054732
--     select report.go_memory_limit('burstable', 1073741824);                         -- 858993459
--     select report.go_memory_limit('BestEffort', 1073741824) is null;                -- t
--     select report.go_memory_limit('Guaranteed', null) is null;                      -- t
create function report.go_memory_limit(
    qos_class text, memory_limit_bytes bigint, guaranteed_share numeric default 0.95, burstable_share numeric default 0.80
) returns bigint
language sql immutable parallel safe as
$$
    select trunc(memory_limit_bytes * case lower(qos_class) when 'guaranteed' then guaranteed_share when 'burstable' then burstable_share end)::bigint
    where memory_limit_bytes > 0
$$;

comment on function report.go_memory_limit(text, bigint, numeric, numeric) is
    'GOMEMLIMIT in bytes: 95 % of the limit for guaranteed pods, 80 % for burstable ones, else null.';
