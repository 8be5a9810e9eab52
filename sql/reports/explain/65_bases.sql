-- What each group counts in a scope of a distribution, by each basis: direct cost of all and of each kind, what pods did,
-- business metrics. Scopes: its node and day, its cluster, its account, its environment, all.
create function report.explain_bases(
    month date, basis text, scope text, basis_resource text, day date, of_cluster text, of_account text, of_environment text,
    currency text
)
returns table (
    cluster text, namespace text, tenant text, tier text, commit text, owner text, team text, mine numeric, direct numeric
)
language sql stable as
$$
    with

    found as materialized (

        select distinct a.cluster, a.namespace, coalesce(a.sub_account_id, a.billing_account_id) as account
        from report.allocation as a
        where a.billing_month = $1 and $3 = 'its environment'

    ),

    places as materialized (

        select array[found.cluster, found.namespace, found.account] as place
        from found
        where org.environment_of(found.cluster, found.namespace, found.account) = $8

    ),

    costs as (

        select
            a.cluster, a.namespace, a.tenant, a.tier, a.commit, a.owner, a.team,
            trunc(coalesce(sum(a.effective_cost) filter (where $2 in ('direct', a.kind)), 0) * 1e18) as mine,
            trunc(sum(a.effective_cost) * 1e18) as direct
        from report.allocation as a
        where a.billing_month = $1 and not a.is_shared and a.kind <> 'unallocated' and a.billing_currency = $9
            and case $3
                when 'its node and day' then a.resource_key = $4 and a.usage_date = $5
                when 'its cluster' then a.cluster = $6
                when 'its account' then coalesce(a.sub_account_id, a.billing_account_id) = $7
                when 'its environment' then
                    array[a.cluster, a.namespace, coalesce(a.sub_account_id, a.billing_account_id)] in (select places.place from places)
                else true
            end
        group by 1, 2, 3, 4, 5, 6, 7

    ),

    -- Usage knows no account: its machine's.
    accounts as materialized (

        select machine.resource_key, machine.account
        from cost.period as period
        cross join lateral bill.machine_accounts($1, period.delivery_ids) as machine
        where period.billing_month = $1 and $3 in ('its account', 'its environment')

    ),

    -- Who has a cost in the scope, or in the month, takes part.
    groups as materialized (

        select array[costs.cluster, costs.namespace, costs.tenant, costs.tier, costs.commit, costs.owner, costs.team] as words
        from costs
        where $3 = 'its node and day'
        union
        select array[a.cluster, a.namespace, a.tenant, a.tier, a.commit, a.owner, a.team]
        from report.allocation as a
        where $3 <> 'its node and day' and a.billing_month = $1 and not a.is_shared and a.kind <> 'unallocated'

    ),

    done as (

        select
            used.cluster, used.namespace, used.tenant, used.tier, used.commit, used.owner,
            org.team_of(jsonb_strip_nulls(jsonb_build_object(
                'cluster', used.cluster, 'namespace', used.namespace, 'tenant', used.tenant, 'tier', used.tier, 'owner', used.owner
            )), used.usage_date) as team,
            used.quantity
        from usage.machine_basis(
            $2, case when $3 = 'its node and day' then $5 else $1 end,
            case when $3 = 'its node and day' then $5 + 1 else ($1 + interval '1 month')::date end
        ) as used
        left join accounts on accounts.resource_key = used.resource_key
        where case $3
                when 'its node and day' then used.resource_key = $4
                when 'its cluster' then used.cluster = $6
                when 'its account' then accounts.account = $7
                when 'its environment' then org.environment_of(used.cluster, used.namespace, accounts.account) = $8
                else $3 = 'all'
            end

    ),

    metrics as (

        select
            costs.cluster, costs.namespace, costs.tenant, costs.tier, costs.commit, costs.owner, costs.team,
            div(metric.quantity * costs.direct, sum(costs.direct) over (partition by metric.place)) as quantity
        from costs
        inner join cost.metric_of_days(
            case when $3 = 'its node and day' then $5 else $1 end,
            case when $3 = 'its node and day' then $5 + 1 else ($1 + interval '1 month')::date end
        ) as metric
            on 'metric ' || metric.metric = $2
            and (metric.cluster = '' or metric.cluster = costs.cluster)
            and (metric.namespace = '' or metric.namespace = costs.namespace)
            and metric.labels <@ jsonb_strip_nulls(jsonb_build_object(
                'tenant', costs.tenant, 'tier', costs.tier, 'commit', costs.commit, 'owner', costs.owner, 'team', costs.team
            ))
        where costs.direct > 0

    )

    select costs.cluster, costs.namespace, costs.tenant, costs.tier, costs.commit, costs.owner, costs.team, costs.mine, costs.direct
    from costs
    where $2 in ('direct', 'cpu', 'memory', 'gpu', 'network', 'storage')
    union all
    select done.cluster, done.namespace, done.tenant, done.tier, done.commit, done.owner, done.team, sum(done.quantity), 0
    from done
    where array[done.cluster, done.namespace, done.tenant, done.tier, done.commit, done.owner, done.team]
        in (select groups.words from groups)
    group by 1, 2, 3, 4, 5, 6, 7
    union all
    select
        metrics.cluster, metrics.namespace, metrics.tenant, metrics.tier, metrics.commit, metrics.owner, metrics.team,
        sum(metrics.quantity), 0
    from metrics
    group by 1, 2, 3, 4, 5, 6, 7
$$;

comment on function report.explain_bases(date, text, text, text, date, text, text, text, text) is
    'What each group counts in a scope of a distribution by a basis: direct effective cost in units of 10⁻¹⁸, hours of pods, core microseconds and byte seconds requested, or a metric in millionths.';
