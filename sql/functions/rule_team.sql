-- The team a rule names: its own word, or the value of the field in braces; null where the field is empty.
create function org.rule_team(team text, facts jsonb) returns text
language sql immutable parallel safe as
$$
    select case
        when team like '{%}' then nullif(facts ->> substring(team from 2 for length(team) - 2), '')
        else team
    end
$$;

comment on function org.rule_team(text, jsonb) is 'The team a rule names for some facts, or null.';
