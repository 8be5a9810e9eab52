-- The pods, serverless ones and claims among the consumers, once for all steps: the first consumer that each is, and how many.
insert into work_pod_consumer (cluster, pod_key, consumer, consumer_count)
select cluster, pod_key, min(consumer), count(*)
from work_consumer
where pod_key is not null
group by cluster, pod_key
