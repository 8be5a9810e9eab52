-- The scopes in which the rules distribute: a machine's day among the days at hand; at the end of the month, for all that
-- was left, clusters and the organisation, the latter where a smaller scope has nobody.
insert into work_scope (ordinal, level, resource_key, usage_date, cluster, billing_currency)
with

pots as (

    select distinct
        rule.ordinal, rule.scope, shared.basis_resource_key as resource_key, shared.usage_date, shared.cluster, shared.billing_currency
    from work_shared as shared
    inner join org.distribution_rule as rule on rule.pot = shared.kind
    where rule.method <> 'keep'

),

final as (

    select ordinal, 1 as level, resource_key, usage_date, null as cluster, billing_currency
    from pots
    where scope = 'node' and resource_key <> '' and exists (select 1 from work_days)
    union
    select ordinal, 2, null, null, cluster, billing_currency
    from pots
    where scope in ('node', 'cluster') and cluster is not null and not exists (select 1 from work_days)
    union
    select ordinal, 3, null, null, null, billing_currency
    from pots
    where not exists (select 1 from work_days)

)

select ordinal, level, resource_key, usage_date, cluster, billing_currency
from final
order by ordinal, level, resource_key collate "C", usage_date, cluster collate "C", billing_currency collate "C"
