-- The largest $11 parts of a figure, each whole as JSON, with the machine whose use divides it and the team's rule.
with

parts as (

    select *
    from report.explain($1::date, $2, $3, $4, $5, $6, $7, $8, $9::date, $10)
    where amount <> 0
    order by abs(amount) desc, usage_date, hour, resource_key collate "C", kind collate "C", pod_key collate "C", team collate "C"
    limit $11::integer

)

select
    parts.*,
    to_jsonb(parts)::text as part,
    coalesce(
        (
            select node.resource_key
            from report.allocation as divided
            inner join usage.node_hour as node
                on node.cluster = divided.cluster and node.node = divided.node and node.usage_date = divided.usage_date
            where divided.billing_month = $1::date and divided.resource_key = parts.resource_key
                and divided.usage_date = parts.usage_date and divided.node = parts.node and not divided.is_shared
                and divided.rule like 'negation %'
            limit 1
        ),
        parts.resource_key
    ) as basis,
    (
        select rule.value ->> 'ordinal' || ': ' || (rule.value ->> 'description')
        from jsonb_array_elements(cost.rules_of($1::date) -> 'team_rules') as rule
        where parts.pod_key is not null and parts.team is not null
            and (rule.value ->> 'valid_from')::date <= parts.usage_date and (rule.value ->> 'valid_to')::date > parts.usage_date
            and org.rule_holds(rule.value -> 'conditions', jsonb_strip_nulls(jsonb_build_object(
                'cluster', parts.cluster, 'namespace', parts.namespace, 'tenant', parts.tenant, 'tier', parts.tier,
                'owner', parts.owner
            )))
        order by (rule.value ->> 'ordinal')::integer
        limit 1
    ) as team_rule,
    (select configuration_sha256 from cost.period where billing_month = $1::date) as configuration_sha256
from parts
order by abs(amount) desc, usage_date, hour, resource_key collate "C", kind collate "C", pod_key collate "C", team collate "C"
