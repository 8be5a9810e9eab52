-- Arrays by hour of the day, less what others have.
create function usage.hours_without(amounts bigint[], numbers integer[]) returns bigint[]
language sql immutable parallel safe as
$$
    select array_agg(case when number <> all (numbers) then amounts[number] end order by number)
    from generate_series(1, 24) as number
$$;

comment on function usage.hours_without(bigint[], integer[]) is
    'An array by hour of the day with nulls in the places of these numbers, 1 to 24.';

create function usage.hours_where_null(amounts bigint[], others bigint[]) returns bigint[]
language sql immutable parallel safe as
$$
    select array_agg(case when others[number] is null then amounts[number] end order by number)
    from generate_series(1, 24) as number
$$;

comment on function usage.hours_where_null(bigint[], bigint[]) is
    'An array by hour of the day with nulls where the other has none.';
