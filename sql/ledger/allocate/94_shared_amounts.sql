-- What is to be distributed, each pot in its smallest scope that has anybody.
insert into work_amount (
    pot, kind, window_id, amount, idle_weight, total_weight, is_billed, is_effective, is_contracted, is_list
)
with

totals as (

    select window_id, sum(cpu) as total_weight from work_weight group by window_id

),

-- A machine's day by its keys; the few wider scopes by whatever they have of cluster, account and environment.
found as (

    select shared.pot, scope.window_id, scope.level, scope.is_fallback
    from work_shared as shared
    inner join work_scope as scope
        on scope.ordinal = shared.ordinal and scope.billing_currency = shared.billing_currency
        and scope.resource_key = shared.basis_resource_key and scope.usage_date = shared.usage_date
    where scope.level = 1
    union all
    select shared.pot, scope.window_id, scope.level, scope.is_fallback
    from work_shared as shared
    inner join work_scope as scope
        on scope.ordinal = shared.ordinal and scope.billing_currency = shared.billing_currency
        and (scope.cluster is null or scope.cluster = shared.cluster)
        and (scope.account is null or scope.account = coalesce(shared.sub_account_id, shared.billing_account_id))
        and (scope.environment is null or scope.environment = shared.environment)
    where scope.level > 1

),

scopes as (

    select distinct on (found.pot) found.pot, found.window_id, totals.total_weight
    from found
    inner join totals on totals.window_id = found.window_id
    order by found.pot, found.level, found.is_fallback

),

final as (

    select
        shared.pot, shared.kind, scopes.window_id, cost.amount, 0 as idle_weight, scopes.total_weight,
        bool_or(cost.name = 'billed') as is_billed, bool_or(cost.name = 'effective') as is_effective,
        bool_or(cost.name = 'contracted') as is_contracted, bool_or(cost.name = 'list') as is_list
    from work_shared as shared
    inner join scopes on scopes.pot = shared.pot
    cross join lateral (
        values
            ('billed', shared.billed_cost), ('effective', shared.effective_cost),
            ('contracted', shared.contracted_cost), ('list', shared.list_cost)
    ) as cost (name, amount)
    where cost.amount <> 0
    group by shared.pot, shared.kind, scopes.window_id, cost.amount, scopes.total_weight

)

select * from final
