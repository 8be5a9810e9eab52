-- What a closing notes of its inputs: range exports, cost labels and rules.
create function cost.usage_sha256(month date) returns text
language sql stable as
$$
    select encode(sha256(convert_to(coalesce(string_agg(
        distinct import.cluster || ':' || import.signal || ':' || import.sha256, ','
        order by import.cluster || ':' || import.signal || ':' || import.sha256
    ), ''), 'UTF8')), 'hex')
    from usage.import as import
    where import.first_at < (month + interval '1 month')::date::timestamp at time zone 'UTC'
        and import.last_at >= month::timestamp at time zone 'UTC'
$$;

comment on function cost.usage_sha256(date) is 'Digest of the range exports with samples in a month.';

create function cost.label_sha256(month date) returns text
language sql stable as
$$
    select encode(sha256(convert_to(
        count(*) || ':' || coalesce(sum(('x' || substr(row_hash, 1, 15))::bit(60)::bigint), 0)
        || ':' || coalesce(sum(('x' || substr(row_hash, 16, 15))::bit(60)::bigint), 0), 'UTF8'
    )), 'hex')
    from (
        select md5(row(
            cluster, pod_key, greatest(from_at, month::timestamp at time zone 'UTC'),
            least(to_at, (month + interval '1 month')::date::timestamp at time zone 'UTC'), tenant, tier, commit, owner
        )::text) as row_hash
        from usage.cost_label
        where from_at < (month + interval '1 month')::date::timestamp at time zone 'UTC'
            and to_at > month::timestamp at time zone 'UTC'
    ) as hashes
$$;

comment on function cost.label_sha256(date) is 'Digest of the cost labels that hold in a month.';

create function cost.rules_in_force() returns jsonb
language sql stable as
$$
    select jsonb_build_object(
        'teams', (select coalesce(jsonb_agg(to_jsonb(team) order by team.team), '[]') from org.team as team),
        'team_rules', (select coalesce(jsonb_agg(to_jsonb(rule) order by rule.ordinal), '[]') from org.team_rule as rule),
        'distribution', (select coalesce(jsonb_agg(to_jsonb(rule) order by rule.ordinal), '[]') from org.distribution_rule as rule),
        'price_ratios', (select coalesce(jsonb_agg(to_jsonb(ratio) order by ratio.instance_family), '[]') from org.price_ratio as ratio),
        'clusters', (select coalesce(jsonb_agg(to_jsonb(named) order by named.ordinal), '[]') from org.cluster_name as named),
        'nodes', (select coalesce(jsonb_agg(to_jsonb(division) order by division.ordinal), '[]') from org.node_division as division),
        'environments', (select coalesce(jsonb_agg(to_jsonb(environment) order by environment.ordinal), '[]') from org.environment as environment),
        'policy', (select to_jsonb(policy) from org.allocation_policy as policy)
    )
$$;

comment on function cost.rules_in_force() is 'Teams, rules, price ratios and policy as they were last stored.';

create function cost.inputs_of(month date, deliveries bigint[], configuration text) returns jsonb
language sql stable as
$$
    select jsonb_build_object(
        'deliveries', (
            select jsonb_agg(
                jsonb_build_object(
                    'delivery_id', delivery.delivery_id, 'source', delivery.source,
                    'billing_account_id', delivery.billing_account_id, 'version', delivery.version,
                    'content_sha256', delivery.content_sha256
                ) order by delivery.delivery_id
            )
            from bill.delivery as delivery
            where delivery.delivery_id = any (deliveries)
        ),
        'configuration_sha256', configuration,
        'usage_sha256', cost.usage_sha256(month),
        'labels_sha256', cost.label_sha256(month)
    )
$$;

comment on function cost.inputs_of(date, bigint[], text) is 'Bills'' versions and digests of usage, labels and rules, as closings and corrections note them.';
