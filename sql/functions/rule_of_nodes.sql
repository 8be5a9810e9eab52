-- By what the machines of a cluster and account are divided, by the rules in org.node_division or frozen ones.
create function org.division_of_nodes(rules jsonb, of_cluster text, of_account text) returns text
language sql immutable parallel safe as
$$
    select coalesce(
        (
            select rule.value ->> 'method'
            from jsonb_array_elements(rules) as rule
            where org.rule_holds(
                rule.value -> 'conditions', jsonb_strip_nulls(jsonb_build_object('cluster', of_cluster, 'account', of_account))
            )
            order by (rule.value ->> 'ordinal')::integer
            limit 1
        ),
        'usage'
    )
$$;

comment on function org.division_of_nodes(jsonb, text, text) is
    'By what the machines of a cluster and account are divided: usage or provider, by the first rule that holds.';
