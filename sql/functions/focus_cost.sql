-- ListCost and ContractedCost of a charge whose bill has none, by the rule of FOCUS, which lets neither be null.
create function cost.focus_cost(unit_price text, pricing_quantity numeric, billed_cost numeric, charge_class text) returns numeric
language sql immutable parallel safe as
$$
    select trim_scale(
        case
            when charge_class is distinct from 'Correction' then coalesce(unit_price::numeric * pricing_quantity, billed_cost)
            else billed_cost
        end
    )
$$;

comment on function cost.focus_cost(text, numeric, numeric, text) is
'A list or contracted cost that the bill lacks, by the rule of FOCUS: the unit price times the quantity, else the billed cost.';
