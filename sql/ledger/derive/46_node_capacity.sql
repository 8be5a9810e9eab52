-- GPUs and pods that nodes have room for, by the hours of the days [$1, $2) in which the exports say it.
update usage.node_hour as nodes
set
    gpu_capacity_device_microseconds = capacity.gpu,
    pod_capacity = (capacity.pods / nullif(capacity.seconds, 0))::integer
from (
    select
        cluster, node, usage_date, hour,
        sum(quantity) filter (where measure = 'node_gpu_capacity') as gpu,
        sum(quantity) filter (where measure = 'node_pod_capacity') as pods,
        sum(covered_seconds) filter (where measure = 'node_pod_capacity') as seconds
    from usage.quantity_hour
    where measure in ('node_gpu_capacity', 'node_pod_capacity') and usage_date >= $1::date and usage_date < $2::date
    group by cluster, node, usage_date, hour
) as capacity
where nodes.cluster = capacity.cluster and nodes.node = capacity.node
    and nodes.usage_date = capacity.usage_date and nodes.hour = capacity.hour
