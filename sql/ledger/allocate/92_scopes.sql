-- The scopes in which the rules distribute, with those that serve where a smaller one has nobody.
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
    where scope = 'node' and resource_key <> ''
    union
    select ordinal, 2, null, null, cluster, billing_currency
    from pots
    where scope in ('node', 'cluster') and cluster is not null
    union
    select ordinal, 3, null, null, null, billing_currency
    from pots

)

select ordinal, level, resource_key, usage_date, cluster, billing_currency
from final
order by ordinal, level, resource_key collate "C", usage_date, cluster collate "C", billing_currency collate "C"
