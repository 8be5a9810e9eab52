-- Whether any export tells traffic apart by where it goes.
create function usage.has_traffic_kinds() returns boolean
language sql stable as
$$
    select exists (
        select 1 from usage.import where import.signal ~ '^pod_network_(zone|region|internet)'
    )
$$;

comment on function usage.has_traffic_kinds() is 'Whether any export says how much pods sent between zones, between regions or to the internet.';
