-- What the provider's split gives each pod of a machine's window, in units of 10⁻¹⁸: CPU and memory, and GPUs in windows of
-- their own. A pod's labels divide it by time.
insert into work_weight (window_id, consumer, cpu, memory)
with

windows as (

    select
        window_id, started_at, ended_at, resource_key like 'gpu %' as is_gpu,
        substring(resource_key from '^(?:gpu )?split of (.*)$') as resource_key,
        ended_at - started_at > interval '1 hour' as is_longer
    from work_window
    where resource_key ~ '^(gpu )?split of '

),

lines as (

    select *
    from work_provider_line
    where usage_date >= $2::date and usage_date < $3::date and split > 0

),

counted as (

    select windows.window_id, windows.is_gpu, lines.cluster, lines.pod_key, lines.started_at, lines.ended_at, lines.part, lines.split
    from windows
    inner join lines
        on lines.resource_key = windows.resource_key and lines.started_at = windows.started_at and lines.ended_at = windows.ended_at
    union all
    select windows.window_id, windows.is_gpu, lines.cluster, lines.pod_key, lines.started_at, lines.ended_at, lines.part, lines.split
    from windows
    inner join lines
        on lines.resource_key = windows.resource_key and lines.started_at >= windows.started_at and lines.ended_at <= windows.ended_at
        and (lines.started_at, lines.ended_at) <> (windows.started_at, windows.ended_at)
    where windows.is_longer

),

hours as (

    select
        window_id, cluster, pod_key, started_at, ended_at,
        coalesce(sum(split) filter (where part = case when is_gpu then 'gpu' else 'cpu' end), 0) as cpu,
        coalesce(sum(split) filter (where part = 'memory' and not is_gpu), 0) as memory
    from counted
    group by window_id, is_gpu, cluster, pod_key, started_at, ended_at

),

-- Pods that are one consumer all the time need no look at their labels.
consumers as (

    select cluster, pod_key, consumer, consumer_count from work_pod_consumer

),

parts as (

    select hours.window_id, consumers.consumer, hours.cpu, hours.memory
    from hours
    inner join consumers
        on consumers.cluster = hours.cluster and consumers.pod_key = hours.pod_key and consumers.consumer_count = 1
    union all
    select
        hours.window_id, work_consumer.consumer,
        div(hours.cpu * label.upto, label.whole) - div(hours.cpu * label.before, label.whole),
        div(hours.memory * label.upto, label.whole) - div(hours.memory * label.before, label.whole)
    from hours
    inner join consumers
        on consumers.cluster = hours.cluster and consumers.pod_key = hours.pod_key and consumers.consumer_count > 1
    cross join lateral usage.label_shares(hours.cluster, hours.pod_key, hours.started_at, hours.ended_at) as label
    inner join work_consumer
        on work_consumer.cluster = hours.cluster and work_consumer.pod_key = hours.pod_key
        and work_consumer.tenant is not distinct from label.tenant
        and work_consumer.tier is not distinct from label.tier
        and work_consumer.commit is not distinct from label.commit
        and work_consumer.owner is not distinct from label.owner

)

select window_id, consumer, sum(cpu), sum(memory)
from parts
where cpu > 0 or memory > 0
group by window_id, consumer
