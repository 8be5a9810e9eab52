-- The workloads that usage knows, in the order of their names.
select distinct cluster, namespace, workload
from usage.pod_hour
inner join usage.pod_workload using (cluster, pod_key)
order by cluster, namespace, workload
