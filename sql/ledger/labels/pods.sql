-- The pods with usage in the days [$1, $2), and the claims of volumes and services as if they were pods without labels.
select distinct cluster, namespace, pod, pod_key
from usage.pod_day
where usage_date >= $1::date and usage_date < $2::date
union
select distinct cluster, namespace, '', namespace || '/claim/' || claim
from usage.volume
where claim <> ''
union
select distinct cluster, namespace, '', namespace || '/service/' || service
from usage.service
order by 1, 2, 3, 4
