-- Sums of arrays by hour of the day. A group of one array, which most are, costs nothing: a strict aggregate starts with it.
create function usage.hours_added(amounts bigint[], others bigint[]) returns bigint[]
language plpgsql immutable strict parallel safe as
$$
begin
    for number in 1..24 loop
        if others[number] is not null then
            amounts[number] := coalesce(amounts[number] + others[number], others[number]);
        end if;
    end loop;
    return amounts;
end
$$;

comment on function usage.hours_added(bigint[], bigint[]) is
    'The sums of two arrays by hour of the day; null only where both are.';

create aggregate usage.hours_sum (bigint[]) (
    sfunc = usage.hours_added, stype = bigint[], combinefunc = usage.hours_added, parallel = safe
);

comment on aggregate usage.hours_sum (bigint[]) is
    'The exact sums of whole numbers by hour of the day; an error where one is too large for bigint.';
