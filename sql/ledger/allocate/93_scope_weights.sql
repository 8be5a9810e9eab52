-- How much each group counts in each scope: its direct effective cost (all of it, or that of a kind), what its pods did, a
-- business metric, one each, or a fixed part. Whoever's basis is not above zero takes no part.
insert into work_weight (window_id, consumer, cpu, memory)
with

-- In which environment each place is.
environments as materialized (

    select array[cluster, namespace, account] as place, org.environment_of(cluster, namespace, account) as environment
    from (
        select cluster, namespace, account from work_basis union select cluster, namespace, null from work_usage_basis
    ) as places
    where exists (select 1 from work_scope where work_scope.environment is not null)

),

costs as (

    select
        work_group.*, basis.kind, basis.resource_key, basis.usage_date, basis.account, basis.billing_currency, basis.effective_cost,
        environments.environment
    from work_basis as basis
    left join environments on environments.place = array[basis.cluster, basis.namespace, basis.account]
    -- As arrays, whose comparison takes two nulls for equal and can hash: `is not distinct from` column by column
    -- compares every row with every group.
    inner join work_group
        on array[
            work_group.cluster, work_group.namespace, work_group.tenant, work_group.tier, work_group.commit,
            work_group.owner, work_group.team
        ] = array[
            basis.cluster, basis.namespace, basis.tenant, basis.tier, basis.commit, basis.owner, basis.team
        ]

),

-- By machine and day, by cluster, by account, by environment, and all: one join each, on what it has in common.
scoped as (

    select scope.*, costs.consumer, costs.kind, costs.effective_cost, costs.namespace, costs.tenant, costs.tier, costs.commit,
        costs.owner, costs.team, costs.cluster as of_cluster
    from work_scope as scope
    inner join costs
        on costs.resource_key = scope.resource_key and costs.usage_date = scope.usage_date
        and costs.billing_currency = scope.billing_currency
    where scope.level = 1
    union all
    select scope.*, costs.consumer, costs.kind, costs.effective_cost, costs.namespace, costs.tenant, costs.tier, costs.commit,
        costs.owner, costs.team, costs.cluster
    from work_scope as scope
    inner join costs
        on costs.billing_currency = scope.billing_currency
        and (scope.cluster is null or scope.cluster = costs.cluster)
        and (scope.account is null or scope.account = costs.account)
        and (scope.environment is null or scope.environment = costs.environment)
    where scope.level > 1

),

proportional as (

    select window_id, consumer, trunc(sum(effective_cost) * 1000000000000000000) as weight
    from scoped
    where method = 'proportional' and (basis = 'direct' or basis = kind)
    group by window_id, consumer

),

done as (

    select scope.window_id, work_group.consumer, sum(done.quantity) as weight
    from work_scope as scope
    inner join work_usage_basis as done on done.basis = scope.basis and (scope.cluster is null or scope.cluster = done.cluster)
    left join environments on environments.place = array[done.cluster, done.namespace, null]
    inner join work_group
        on array[
            work_group.cluster, work_group.namespace, work_group.tenant, work_group.tier, work_group.commit,
            work_group.owner, work_group.team
        ] = array[done.cluster, done.namespace, done.tenant, done.tier, done.commit, done.owner, done.team]
    where scope.method = 'proportional' and scope.level > 1 and scope.account is null
        -- Where accounts tell environments: 93_usage_weights.sql.
        and (scope.environment is null or (
            scope.environment = environments.environment and not exists (select 1 from org.environment where conditions ? 'account')
        ))
    group by scope.window_id, work_group.consumer

),

-- A metric that says less than a group has is divided among all that it fits, by their direct cost.
metrics as (

    select window_id, consumer, sum(div(quantity * weight, whole)) as weight
    from (
        select groups.window_id, groups.consumer, metric.quantity, groups.weight,
            sum(groups.weight) over (partition by groups.window_id, metric.place) as whole
        from (
            select scoped.window_id, scoped.basis, scoped.consumer, scoped.of_cluster, scoped.namespace, scoped.tenant, scoped.tier,
                scoped.commit, scoped.owner, scoped.team, trunc(sum(scoped.effective_cost) * 1000000000000000000) as weight
            from scoped
            where scoped.level > 1 and scoped.basis like 'metric %'
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
        ) as groups
        inner join cost.metric_basis($1::date) as metric
            on 'metric ' || metric.metric = groups.basis
            and (metric.cluster = '' or metric.cluster = groups.of_cluster)
            and (metric.namespace = '' or metric.namespace = groups.namespace)
            and metric.labels <@ jsonb_strip_nulls(jsonb_build_object(
                'tenant', groups.tenant, 'tier', groups.tier, 'commit', groups.commit, 'owner', groups.owner, 'team', groups.team
            ))
        where groups.weight > 0
    ) as shared
    group by window_id, consumer

),

whole_teams as (

    select consumer, team
    from work_group
    where coalesce(cluster, namespace, tenant, tier, commit, owner) is null

),

even as (

    select scoped.window_id, whole_teams.consumer, 1::numeric as weight
    from scoped
    inner join whole_teams on whole_teams.team = scoped.team
    where scoped.method = 'even'
    group by scoped.window_id, whole_teams.consumer
    having sum(scoped.effective_cost) > 0

),

fixed as (

    select scope.window_id, whole_teams.consumer, (part.value #>> '{}')::numeric as weight
    from work_scope as scope
    inner join org.distribution_rule as rule on rule.ordinal = scope.ordinal
    cross join lateral jsonb_each(rule.parts) as part
    inner join whole_teams on whole_teams.team = part.key
    where scope.method = 'fixed'

)

select window_id, consumer, weight, 0
from (
    select * from proportional union all select * from done union all select * from metrics union all select * from even
    union all select * from fixed
) as final
where weight > 0
