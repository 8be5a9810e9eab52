-- What the ledger calls the rule by which a machine's or volume's cost is divided.
create function cost.division_rule(class text, split text, is_claim boolean) returns text
language sql immutable parallel safe as
$$
    select case class
        when 'node' then 'node by ' || split
        when 'node disk' then 'local disk of a node by time'
        when 'pod' then 'pod of its own'
        when 'volume' then case when is_claim then 'volume of a claim' else 'volume by mounting time' end
        when 'commitment negation' then 'negation of a savings plan by its covered node'
        -- Classes that were renamed after their rule (76_rules.sql).
        else class
    end
$$;

comment on function cost.division_rule(text, text, boolean) is
    'The name of the rule by which a class of charges is divided, with the policy of nodes (max, requested, used).';
