-- Environments, and the rule that shares out a part of a pot.
create function org.environment_of(of_cluster text, of_namespace text, of_account text) returns text
language sql stable parallel safe as
$$
    select environment.environment
    from org.environment as environment
    where org.rule_holds(
        environment.conditions,
        jsonb_strip_nulls(jsonb_build_object('cluster', of_cluster, 'namespace', of_namespace, 'account', of_account))
    )
    order by environment.ordinal
    limit 1
$$;

comment on function org.environment_of(text, text, text) is
    'The first environment whose conditions hold for a cluster, a namespace and an account, or null.';

create function org.rule_of_pot(
    of_pot text, of_cluster text, of_namespace text, of_account text, of_service text, of_environment text
) returns integer
language sql stable parallel safe as
$$
    select rule.ordinal
    from org.distribution_rule as rule
    where rule.pot = of_pot and (
        rule.conditions = '{}'::jsonb
        or org.rule_holds(rule.conditions, jsonb_strip_nulls(jsonb_build_object(
            'cluster', of_cluster, 'namespace', of_namespace, 'account', of_account, 'service', of_service,
            'environment', of_environment
        )))
    )
    order by rule.ordinal
    limit 1
$$;

comment on function org.rule_of_pot(text, text, text, text, text, text) is
    'The first distribution rule of a pot that holds for the part of it that arose in a cluster, a namespace, an account, a service and an environment; null where none does.';

create function org.team_of(of_facts jsonb, on_date date) returns text
language sql stable parallel safe as
$$
    select org.rule_team(rule.team, of_facts)
    from org.team_rule as rule
    where rule.valid_from <= on_date and rule.valid_to > on_date and org.rule_holds(rule.conditions, of_facts)
        and org.rule_team(rule.team, of_facts) is not null
    order by rule.ordinal
    limit 1
$$;

comment on function org.team_of(jsonb, date) is 'The team of some facts on a day, by the first team rule that holds; null where none does.';
