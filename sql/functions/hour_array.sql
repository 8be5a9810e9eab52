-- The 24 hours of a day from some of them: where an hour is not among them there is a null.
create function usage.hour_array(hours integer[], amounts anyarray) returns anyarray
language sql immutable parallel safe as
$$
    select array_agg(amounts[array_position(hours, hour)] order by hour) from generate_series(0, 23) as hour
$$;

comment on function usage.hour_array(integer[], anyarray) is
    'An array by hour of the day from the hours that there are and their amounts, in the same order.';
