-- The largest of arrays by hour of the day.
create function usage.hours_larger(amounts bigint[], others bigint[]) returns bigint[]
language plpgsql immutable strict parallel safe as
$$
begin
    for number in 1..24 loop
        if others[number] is not null then
            amounts[number] := greatest(amounts[number], others[number]);
        end if;
    end loop;
    return amounts;
end
$$;

comment on function usage.hours_larger(bigint[], bigint[]) is
    'The larger of two arrays by hour of the day; null only where both are.';

create aggregate usage.hours_max (bigint[]) (
    sfunc = usage.hours_larger, stype = bigint[], combinefunc = usage.hours_larger, parallel = safe
);

comment on aggregate usage.hours_max (bigint[]) is 'The largest of whole numbers by hour of the day.';
