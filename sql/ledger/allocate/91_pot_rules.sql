-- In which environment each pot arose, and by which rule it is shared out: of its kind the first that holds. Pots that
-- differ in nothing that rules look at are looked at once.
with

places as materialized (

    select distinct
        kind, cluster, namespace, coalesce(sub_account_id, billing_account_id) as account, service_name
    from work_shared

),

environments as materialized (

    select places.*, org.environment_of(cluster, namespace, account) as environment from places

),

final as materialized (

    select
        array[kind, cluster, namespace, account, service_name] as place, environment,
        org.rule_of_pot(kind, cluster, namespace, account, service_name, environment) as ordinal
    from environments

)

update work_shared as shared
set environment = final.environment, ordinal = final.ordinal
from final
where final.place = array[
    shared.kind, shared.cluster, shared.namespace, coalesce(shared.sub_account_id, shared.billing_account_id), shared.service_name
]
