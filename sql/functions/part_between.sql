-- The part of an amount between two marks of a whole, in whole units of 10⁻¹⁸; the last part has what is below.
create function cost.part_between(amount numeric, before numeric, upto numeric, whole numeric) returns numeric
language sql immutable parallel safe as
$$
    select
        -- Without a subquery, so that it becomes a part of the statement that calls it.
        case
            when upto = whole then amount
            else sign(amount) * div(trunc(abs(amount) * 1000000000000000000) * upto, whole) * 0.000000000000000001
        end - sign(amount) * div(trunc(abs(amount) * 1000000000000000000) * before, whole) * 0.000000000000000001
$$;

comment on function cost.part_between(numeric, numeric, numeric, numeric) is
    'The part of an amount between two marks of a whole, cut to 10⁻¹⁸ at both; parts that are laid end to end up to the whole add up to the amount.';
