-- The part of an amount that a ratio gives, where ratios are laid end to end up to 1: the parts add up to the amount.
create function cost.ratio_part(amount numeric, ratio_upto numeric, ratio numeric) returns numeric
language sql immutable parallel safe as
$$
    select
        trunc(amount * ratio_upto, greatest(scale(amount), least(24, 37 - length(trunc(abs(amount))::text))))
        - trunc(amount * (ratio_upto - ratio), greatest(scale(amount), least(24, 37 - length(trunc(abs(amount))::text))))
$$;

comment on function cost.ratio_part(numeric, numeric, numeric) is
    'The part of an amount for a ratio that ends at ratio_upto, to 24 decimals or the amount''s own; parts whose ratios make up 1 add up to the amount.';
