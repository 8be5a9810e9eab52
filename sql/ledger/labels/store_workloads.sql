-- Keeps the controllers of the pods that were resolved anew.
insert into usage.pod_workload (cluster, pod_key, workload)
select cluster, pod_key, workload
from load_workload
on conflict (cluster, pod_key) do update set workload = excluded.workload
