-- The pods of the days [$1, $2).
insert into usage.pod_day (usage_date, cluster, pod_key, namespace, pod)
select usage_date, cluster, pod_key, min(namespace), min(pod)
from usage.pod_hour
where usage_date >= $1::date and usage_date < $2::date
group by usage_date, cluster, pod_key
