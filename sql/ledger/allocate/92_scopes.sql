-- The scopes in which the rules distribute: a machine's day among the days at hand; at the end of the month, for all that
-- was left, clusters, accounts, environments and the organisation, the latter where a smaller scope has nobody. Where a
-- rule has a fallback, each scope is there twice.
insert into work_scope (
    ordinal, level, is_fallback, method, basis, resource_key, usage_date, cluster, account, environment, billing_currency
)
with

pots as (

    select distinct
        rule.ordinal, rule.scope, rule.method, rule.basis, rule.fallback, shared.basis_resource_key as resource_key,
        shared.usage_date, shared.cluster, coalesce(shared.sub_account_id, shared.billing_account_id) as account,
        shared.environment, shared.billing_currency
    from work_shared as shared
    inner join org.distribution_rule as rule on rule.ordinal = shared.ordinal
    where rule.method <> 'keep'

),

scopes as (

    select ordinal, 1 as level, method, basis, fallback, resource_key, usage_date, null as cluster, null as account,
        null as environment, billing_currency
    from pots
    where scope = 'node' and resource_key <> '' and exists (select 1 from work_days)
    union
    select ordinal, 2, method, basis, fallback, null, null, cluster, null, null, billing_currency
    from pots
    where scope in ('node', 'cluster') and cluster is not null and not exists (select 1 from work_days)
    union
    select ordinal, 2, method, basis, fallback, null, null, null, account, null, billing_currency
    from pots
    where scope = 'account' and not exists (select 1 from work_days)
    union
    select ordinal, 2, method, basis, fallback, null, null, null, null, environment, billing_currency
    from pots
    where scope = 'environment' and environment is not null and not exists (select 1 from work_days)
    union
    -- What a fallback keeps goes no further than its own scope.
    select ordinal, 3, method, basis, fallback, null, null, null, null, null, billing_currency
    from pots
    where not exists (select 1 from work_days) and (scope = 'organisation' or fallback is distinct from 'keep')

),

final as (

    select ordinal, level, false as is_fallback, method, basis, resource_key, usage_date, cluster, account, environment, billing_currency
    from scopes
    union all
    select
        ordinal, level, true, case fallback when 'even' then 'even' else 'proportional' end, 'direct', resource_key, usage_date,
        cluster, account, environment, billing_currency
    from scopes
    where fallback in ('direct', 'even')

)

select *
from final
order by
    ordinal, level, is_fallback, resource_key collate "C", usage_date, cluster collate "C", account collate "C",
    environment collate "C", billing_currency collate "C"
