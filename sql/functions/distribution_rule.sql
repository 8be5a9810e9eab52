-- What the ledger calls the rule by which a part of a pot is shared out, and the words of a basis.
create function cost.distribution_rule(
    verb text, pot text, ordinal integer, method text, basis text, is_fallback boolean, scope text
) returns text
language sql immutable parallel safe as
$$
    select verb || ' ' || pot || coalesce(', rule ' || ordinal, '')
        || case when verb = 'keep' then '' else
            ': ' || method
            || case when method <> 'proportional' then ''
                when basis in ('direct', 'cpu', 'memory', 'gpu', 'network', 'storage') then ' to ' || basis || ' cost'
                else ' to ' || basis end
            || case when is_fallback then ', as nobody has the basis,' else '' end
            || ' of ' || scope
        end
$$;

comment on function cost.distribution_rule(text, text, integer, text, text, boolean, text) is
    'The name of the rule by which a part of a pot is kept or shared out: the pot, the rule''s number where it is for a part alone, method, basis, and among whom.';
