-- The workloads that usage knows, in the order of their names.
select distinct days.cluster, days.namespace, workloads.workload
from usage.pod_day as days
inner join usage.pod_workload as workloads on workloads.cluster = days.cluster and workloads.pod_key = days.pod_key
order by days.cluster, days.namespace, workloads.workload
