-- The closing that holds for a month, if it is closed.
create function cost.closing_of(month date) returns bigint
language sql stable as
$$
    select closing.closing_id
    from cost.closing as closing
    where closing.billing_month = month
        and not exists (select 1 from cost.reopening as reopening where reopening.closing_id = closing.closing_id)
    order by closing.closing_id desc
    limit 1
$$;

comment on function cost.closing_of(date) is 'The number of the closing that holds for a month; null while it is open.';

create function cost.centre_of(month date, team_name text) returns text
language sql stable as
$$
    select case
        when cost.closing_of(month) is null then (select team.cost_centre from org.team as team where team.team = team_name)
        else (
            select frozen ->> 'cost_centre'
            from cost.closing as closing
            cross join lateral jsonb_array_elements(closing.rules -> 'teams') as frozen
            where closing.closing_id = cost.closing_of(month) and frozen ->> 'team' = team_name
        )
    end
$$;

comment on function cost.centre_of(date, text) is 'A team''s cost centre: of a closed month, as it was when it was closed.';
