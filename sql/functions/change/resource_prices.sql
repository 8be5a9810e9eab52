-- A machine's price as prices of a vCPU-hour and a GiB-hour, a vCPU counting so many times a GiB. They add up to it.
--
--     select per_vcpu_hour from report.resource_prices(0.392, 8, 32);                 -- 0.033923076923
--     select per_gib_hour from report.resource_prices(0.392, 8, 32);                  -- 0.003769230769
--     select per_gib_hour from report.resource_prices(1.04, 8, 32, 1);                -- 0.026
--     select count(*) from report.resource_prices(0.392, 0, 0);                       -- 0
create function report.resource_prices(hourly_price numeric, vcpu numeric, gib numeric, vcpu_per_gib numeric default 9)
returns table (per_vcpu_hour numeric, per_gib_hour numeric)
language sql immutable parallel safe as
$$
    select
        trim_scale(round(hourly_price * vcpu_per_gib / (vcpu * vcpu_per_gib + gib), 12)),
        trim_scale(round(hourly_price / (vcpu * vcpu_per_gib + gib), 12))
    where vcpu * vcpu_per_gib + gib > 0
$$;

comment on function report.resource_prices(numeric, numeric, numeric, numeric) is
    'Effective price per vCPU-hour and GiB-hour of a machine; no row where its size is unknown.';
