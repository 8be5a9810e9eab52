-- What the pods of a scope held in each hour: the use beside scope_day's cost.
create function usage.scope_hour(from_date date, to_date date, scope_kind text, scope_name text)
returns table (
    usage_date date, hour smallint, cpu_requested numeric, cpu_used numeric, cpu_held numeric,
    memory_requested numeric, memory_used numeric, memory_held numeric, network_bytes numeric
)
language sql stable parallel safe as
$$
    with

    pods as (

        select pod_hour.*, label.tenant, label.tier, label.commit, label.owner
        from usage.pod_hour as pod_hour
        -- Of several labels in an hour, the one that ends it.
        left join lateral (
            select labels.tenant, labels.tier, labels.commit, labels.owner
            from usage.cost_label as labels
            where
                labels.cluster = pod_hour.cluster and labels.pod_key = pod_hour.pod_key
                and labels.from_at < (pod_hour.usage_date::timestamp + make_interval(hours => pod_hour.hour + 1)) at time zone 'UTC'
            order by labels.from_at desc
            limit 1
        ) as label on true
        where pod_hour.usage_date >= scope_hour.from_date and pod_hour.usage_date < scope_hour.to_date

    ),

    -- A pod's team is the ledger's: rules find it, not labels.
    teams as (

        select distinct allocation.cluster, allocation.pod_key, allocation.usage_date, allocation.team
        from cost.allocation as allocation
        where
            scope_hour.scope_kind in ('team', 'department')
            and allocation.usage_date >= scope_hour.from_date and allocation.usage_date < scope_hour.to_date
            and allocation.pod_key is not null and not allocation.is_shared

    ),

    chosen as (

        select pods.*
        from pods
        left join teams
            on teams.cluster = pods.cluster and teams.pod_key = pods.pod_key and teams.usage_date = pods.usage_date
        where
            case scope_hour.scope_kind
                when 'organisation' then true
                when 'team' then teams.team = scope_hour.scope_name
                when 'tenant' then pods.tenant = scope_hour.scope_name
                when 'tier' then pods.tier = scope_hour.scope_name
                when 'namespace' then pods.namespace = scope_hour.scope_name
                when 'cluster' then pods.cluster = scope_hour.scope_name
                when 'owner' then pods.owner = scope_hour.scope_name
                when 'commit' then pods.commit = scope_hour.scope_name
                when 'environment' then array[pods.cluster, pods.namespace] in (
                    select places.place
                    from (
                        select distinct array[used.cluster, used.namespace] as place
                        from usage.pod_hour as used
                        where used.usage_date >= scope_hour.from_date and used.usage_date < scope_hour.to_date
                    ) as places
                    where org.environment_of(places.place[1], places.place[2], null) = scope_hour.scope_name
                )
                else exists (
                    select from org.scope_pattern as pattern
                    where
                        pattern.scope_kind = scope_hour.scope_kind
                        and pattern.scope_name = scope_hour.scope_name
                        and case pattern.field
                            when 'team' then teams.team
                        end like pattern.pattern
                )
            end

    )

    select
        chosen.usage_date, chosen.hour,
        sum(cpu_requested_core_microseconds) / 3600000000,
        sum(cpu_used_core_microseconds) / 3600000000,
        sum(greatest(cpu_requested_core_microseconds, cpu_used_core_microseconds)) / 3600000000,
        sum(memory_requested_byte_seconds) / 3865470566400,
        sum(memory_used_byte_seconds) / 3865470566400,
        sum(greatest(memory_requested_byte_seconds, memory_used_byte_seconds)) / 3865470566400,
        sum(network_received_bytes::numeric + network_transmitted_bytes)
    from chosen
    group by chosen.usage_date, chosen.hour
$$;

comment on function usage.scope_hour(date, date, text, text) is
    'One row per UTC hour of the days from the first to before the second in which pods of the scope were seen: cores and GiB requested, used, and the larger of both pod by pod; bytes received and sent. Accounts and provider''s services have no use.';
