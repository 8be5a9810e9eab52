-- What an hour of so many sustained operations per second costs on a machine of a price and a throughput.
--
--     select round(report.operations_price(0.392, 248500) * 100, 2);                  -- 1.58
--     select round(report.operations_price(0.372, 221300) * 100, 2);                  -- 1.68
--     select report.operations_price(0.392, 0) is null;                               -- t
create function report.operations_price(hourly_price numeric, operations_per_second numeric, per numeric default 10000)
returns numeric
language sql immutable parallel safe as
$$
    select trim_scale(round(hourly_price * per / nullif(operations_per_second, 0), 12))
$$;

comment on function report.operations_price(numeric, numeric, numeric) is
    'Price per hour of 10,000 sustained op/s: hourly price × 10,000 / measured op/s; null without a throughput.';
