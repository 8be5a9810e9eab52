-- The pods that are one consumer all the time, for PodHours.swift: which consumer.
copy (select cluster, pod_key, consumer from work_pod_consumer where consumer_count = 1) to stdout (format binary)
