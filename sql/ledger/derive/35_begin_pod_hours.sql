-- Where the pod hours of a day arrive before they have an index.
select usage.begin_pod_hours()
