-- A pod on its node's network reports the traffic of all of the node, which is nobody's own: of the days [$1, $2) it counts
-- for nothing.
update usage.pod_hour as pods
set network_received_bytes = 0, network_transmitted_bytes = 0
from usage.pod as known
where known.is_host_network and known.cluster = pods.cluster and known.pod_key = pods.pod_key
    and pods.usage_date >= $1::date and pods.usage_date < $2::date
    and (pods.network_received_bytes <> 0 or pods.network_transmitted_bytes <> 0)
