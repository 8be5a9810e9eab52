-- The rules that a month was made by: frozen where it is closed.
create function cost.rules_of(month date) returns jsonb
language sql stable as
$$
    select coalesce(
        (select closing.rules from cost.closing as closing where closing.closing_id = cost.closing_of(month)),
        cost.rules_in_force()
    )
$$;

comment on function cost.rules_of(date) is
    'Teams, rules, price ratios and policy of a month: as they were frozen where it is closed, else as they were last stored.';

create function cost.cost_of(cost text, billed numeric, effective numeric, contracted numeric, list numeric) returns numeric
language sql immutable parallel safe as
$$
    select coalesce(case cost
        when 'effective' then effective
        when 'billed' then billed
        when 'list' then list
        when 'contracted' then contracted
    end, 0)
$$;

comment on function cost.cost_of(text, numeric, numeric, numeric, numeric) is
    'One of four costs by its name: billed, effective, contracted, list.';
