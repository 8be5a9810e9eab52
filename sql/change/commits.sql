-- The commits that workload $3 of namespace $2 of cluster $1 has run, the newest first.
select labels.commit
from usage.cost_label as labels
inner join usage.pod_workload as workloads on workloads.cluster = labels.cluster and workloads.pod_key = labels.pod_key
where labels.cluster = $1 and labels.namespace = $2 and workloads.workload = $3 and labels.commit is not null
group by labels.commit
order by max(labels.from_at) desc, labels.commit collate "C"
