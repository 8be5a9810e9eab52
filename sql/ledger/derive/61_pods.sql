-- Pods with their quality of service, from when to when they were seen.
insert into usage.pod (cluster, pod_key, namespace, pod, qos_class, is_host_network, from_at, to_at)
select
    cluster,
    coalesce(nullif(uid, ''), namespace || '/' || pod) as pod_key,
    min(namespace) as namespace,
    min(pod) as pod,
    min(labels ->> 'qos_class') filter (where signal = 'pod_qos') as qos_class,
    coalesce(bool_or(labels ->> 'host_network' = 'true') filter (where signal = 'pod_info'), false) as is_host_network,
    min(from_at) as from_at,
    max(to_at) as to_at
from usage.presence
where signal in ('pod_info', 'pod_qos') and pod <> ''
group by cluster, coalesce(nullif(uid, ''), namespace || '/' || pod)
