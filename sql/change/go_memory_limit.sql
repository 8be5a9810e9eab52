-- The GOMEMLIMIT that would suit the container of workload $3 of namespace $2 of cluster $1 with the largest memory limit.
select container, qos_class, memory_limit_bytes, go_memory_limit_bytes
from report.go_memory_limit
where cluster = $1 and namespace = $2 and workload = $3 and go_memory_limit_bytes is not null
order by memory_limit_bytes desc, container collate "C"
limit 1
