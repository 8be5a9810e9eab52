-- The same by what pods did on a machine that day or on the machines of an account, and by a business metric of that day on
-- a machine, which is divided among all whom it fits there by their direct cost.
insert into work_weight (window_id, consumer, cpu, memory)
with

groups as materialized (

    select consumer, array[cluster, namespace, tenant, tier, commit, owner, team] as words
    from work_group
    where exists (
        select 1 from work_scope
        where method = 'proportional' and basis not in ('direct', 'cpu', 'memory', 'gpu', 'network', 'storage')
    )

),

-- Who has a cost on the machine that day: only they take part.
present as (

    select
        scope.window_id, scope.basis, scope.usage_date, groups.consumer, groups.words,
        trunc(sum(basis.effective_cost) * 1000000000000000000) as weight
    from work_scope as scope
    inner join work_basis as basis
        on basis.resource_key = scope.resource_key and basis.usage_date = scope.usage_date
        and basis.billing_currency = scope.billing_currency
    inner join groups
        on groups.words = array[basis.cluster, basis.namespace, basis.tenant, basis.tier, basis.commit, basis.owner, basis.team]
    where scope.level = 1 and scope.method = 'proportional'
        and scope.basis not in ('direct', 'cpu', 'memory', 'gpu', 'network', 'storage')
    group by scope.window_id, scope.basis, scope.usage_date, groups.consumer, groups.words

),

machines as (

    select present.window_id, present.consumer, sum(used.quantity) as weight
    from present
    inner join work_scope as scope on scope.window_id = present.window_id
    inner join work_scope_usage as used
        on used.basis = scope.basis and used.resource_key = scope.resource_key and used.usage_date = scope.usage_date
        and array[used.cluster, used.namespace, used.tenant, used.tier, used.commit, used.owner, used.team] = present.words
    group by present.window_id, present.consumer

),

metrics as (

    select window_id, consumer, sum(div(quantity * weight, whole)) as weight
    from (
        select
            present.window_id, present.consumer, metric.quantity, present.weight,
            sum(present.weight) over (partition by present.window_id, metric.place) as whole
        from present
        cross join lateral cost.metric_of_days(present.usage_date, present.usage_date + 1) as metric
        where 'metric ' || metric.metric = present.basis and present.weight > 0
            and metric.cluster in ('', present.words[1]) and metric.namespace in ('', present.words[2])
            and metric.labels <@ jsonb_strip_nulls(jsonb_build_object(
                'tenant', present.words[3], 'tier', present.words[4], 'commit', present.words[5], 'owner', present.words[6],
                'team', present.words[7]
            ))
    ) as shared
    group by window_id, consumer

),

accounts as (

    select scope.window_id, groups.consumer, sum(used.quantity) as weight
    from work_scope as scope
    inner join work_scope_usage as used
        on used.basis = scope.basis and used.resource_key is null
        and case when scope.account is not null then used.account = scope.account
            else scope.environment = org.environment_of(used.cluster, used.namespace, used.account) end
    inner join groups
        on groups.words = array[used.cluster, used.namespace, used.tenant, used.tier, used.commit, used.owner, used.team]
    where scope.method = 'proportional' and scope.level = 2 and coalesce(scope.account, scope.environment) is not null
        and (scope.account is not null or exists (select 1 from org.environment where conditions ? 'account'))
    group by scope.window_id, groups.consumer

)

select window_id, consumer, weight, 0
from (select * from machines union all select * from metrics union all select * from accounts) as final
where weight > 0
