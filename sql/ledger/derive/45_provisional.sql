-- Where the policy is so, a node's hour of the days [$1, $2) of which too little was measured counts as not measured at
-- all: without pods and capacity its cost is unallocated, and nobody who happened to be measured bears it.
with

provisional as materialized (

    select distinct cluster, node, usage_date, hour
    from usage.coverage
    where usage_date >= $1::date and usage_date < $2::date
        and is_provisional
        and signal in (
            'pod_cpu_request', 'pod_memory_request', 'pod_cpu_usage', 'pod_memory_usage', 'pod_cpu_request_mean',
            'pod_memory_request_mean', 'pod_memory_usage_samples', 'state_scrapes', 'node_scrapes'
        )
        and (select below from org.usage_policy) = 'unallocated'

),

nodes as (

    delete from usage.node_hour as nodes
    using provisional
    where nodes.cluster = provisional.cluster and (nodes.node = provisional.node or provisional.node = '')
        and nodes.usage_date = provisional.usage_date and nodes.hour = provisional.hour

)

delete from usage.pod_hour as pods
using provisional
where pods.cluster = provisional.cluster and (pods.node = provisional.node or provisional.node = '')
    and pods.usage_date = provisional.usage_date and pods.hour = provisional.hour
