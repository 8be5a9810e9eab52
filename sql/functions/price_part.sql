-- A part of an amount by its price among three: in whole units of 10⁻¹⁸, and one of the units left over where its remainder
-- is among the largest. The others' flags say whether they come before it where remainders are equal.
create function cost.price_part(amount numeric, price numeric, prices numeric, others numeric[], are_before boolean[])
returns numeric
language sql immutable parallel safe as
$$
    select sign(amount) * 0.000000000000000001 * (
        div(units * price, prices)
        + case
            when (
                select count(*) from unnest(others, are_before) as other (price, is_before)
                where mod(units * other.price, prices) > mod(units * $2, prices)
                    or (other.is_before and mod(units * other.price, prices) = mod(units * $2, prices))
            ) < div(
                mod(units * price, prices) + (select sum(mod(units * other, prices)) from unnest(others) as other), prices
            ) then 1
            else 0
        end
    )
    from (select trunc(abs(amount) * 1000000000000000000) as units) as whole
$$;

comment on function cost.price_part(numeric, numeric, numeric, numeric[], boolean[]) is
    'The part of an amount for a price, where prices is the sum of all and others are the other two: cut to 10⁻¹⁸, with a unit more where its remainder is among the largest.';
