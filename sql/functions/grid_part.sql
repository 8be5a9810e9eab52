-- One field of a grid whose rows and columns both have to add up, by cutting at the edges instead of in the field:
-- what lies below and left of a corner is cut to whole grains, and a field is what four corners leave between them.
create function cost.grid_part(
    row_upto numeric, row_amount numeric, column_upto numeric, column_amount numeric, total numeric, grain numeric
) returns numeric
language sql immutable parallel safe as
$$
    select case when total = 0 or row_amount = 0 or column_amount = 0 then 0 else grain * (
        div(row_upto * column_upto, total * grain)
        - div((row_upto - row_amount) * column_upto, total * grain)
        - div(row_upto * (column_upto - column_amount), total * grain)
        + div((row_upto - row_amount) * (column_upto - column_amount), total * grain)
    ) end
$$;

comment on function cost.grid_part(numeric, numeric, numeric, numeric, numeric, numeric) is
    'Row amount × column amount / total in whole grains, so that the fields of a row add up to its amount and those of a column to its own; the uptos are the running sums that end with the row and the column.';
