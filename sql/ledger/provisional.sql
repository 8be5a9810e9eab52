-- Machines' hours of the days [$1, $2) of which too little was measured, and what the policy says of them.
select
    (select below from org.usage_policy) as below,
    count(distinct (cluster, node, usage_date, hour)) as hour_count,
    min(usage_date) as first_date,
    max(usage_date) as last_date,
    min(cluster || '/' || node) as example
from usage.coverage
where is_provisional and usage_date >= $1::date and usage_date < $2::date
    and signal in (
        'pod_cpu_request', 'pod_memory_request', 'pod_cpu_usage', 'pod_memory_usage', 'pod_cpu_request_mean',
        'pod_memory_request_mean', 'pod_memory_usage_samples', 'state_scrapes', 'node_scrapes'
    )
