-- The pods that are one consumer all the time, for PodHours.swift: which consumer.
copy (
    select cluster, pod_key, min(consumer)
    from work_consumer
    where pod_key is not null
    group by cluster, pod_key
    having count(*) = 1
) to stdout (format binary)
