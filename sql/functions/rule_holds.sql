-- Whether all conditions of a team rule hold for some facts.
create function org.rule_holds(conditions jsonb, facts jsonb) returns boolean
language sql immutable parallel safe as
$$
    select not exists (
        select 1
        from jsonb_each(conditions) as condition
        where not exists (
            select 1
            from jsonb_array_elements_text(condition.value) as pattern
            where facts ->> condition.key like pattern
        )
    )
$$;

comment on function org.rule_holds(jsonb, jsonb) is
    'Whether each field of the conditions has a fact that is like one of its patterns; a field without a fact does not hold.';
