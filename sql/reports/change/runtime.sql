-- How Go programs use their memory and garbage collector, where their metrics are read (docs/change.md).
create view report.runtime as
with

metrics as (

    select
        usage_date, cluster, namespace,
        coalesce(labels ->> 'workload', labels ->> 'deployment', labels ->> 'service') as name,
        sum(quantity) filter (where metric = 'go_alloc_bytes') as alloc_bytes,
        sum(quantity) filter (where metric = 'go_collections') as collections,
        sum(quantity) filter (where metric = 'go_gc_seconds') as gc_seconds,
        avg(quantity) filter (where metric = 'go_heap_bytes') as heap_bytes,
        avg(quantity) filter (where metric = 'go_outside_heap_bytes') as outside_heap_bytes,
        sum(quantity) filter (where metric = 'requests') as requests,
        count(distinct hour) filter (where metric = 'go_collections') as collection_hours
    from usage.metric_hour
    where metric in ('go_alloc_bytes', 'go_collections', 'go_gc_seconds', 'go_heap_bytes', 'go_outside_heap_bytes', 'requests')
    group by 1, 2, 3, 4

),

uses as (

    select
        usage_date, cluster, namespace, workload, substring(workload from '[^/]*$') as name,
        sum(hours) as pod_hours,
        sum(cpu_used_core_hours) * 3600 as cpu_seconds,
        sum(memory_requested_gib_hours) * 1073741824 / nullif(sum(hours), 0) as memory_requested_bytes
    from report.labelled_pod_day
    where workload is not null
    group by 1, 2, 3, 4, 5

),

shares as (

    select
        uses.usage_date, uses.cluster, uses.namespace, uses.workload,
        round(metrics.alloc_bytes / nullif(metrics.requests, 0), 3) as alloc_bytes_per_request,
        round(metrics.gc_seconds / nullif(uses.cpu_seconds, 0), 6) as gc_share,
        round(metrics.collections / nullif(metrics.collection_hours * 3600, 0), 6) as collections_per_second,
        round(metrics.heap_bytes) as heap_bytes,
        round(metrics.heap_bytes / nullif(uses.memory_requested_bytes, 0), 6) as heap_share,
        round(metrics.outside_heap_bytes) as outside_heap_bytes
    from uses
    inner join metrics
        on metrics.usage_date = uses.usage_date and metrics.cluster in (uses.cluster, '')
        and metrics.namespace = uses.namespace and metrics.name in (uses.name, uses.workload)
    where coalesce(metrics.alloc_bytes, metrics.collections, metrics.gc_seconds, metrics.heap_bytes, metrics.outside_heap_bytes) is not null

),

limits as (

    select
        max(value) filter (where name = 'heap_share_max') as heap_share_max,
        max(value) filter (where name = 'collections_per_second_max') as collections_per_second_max,
        max(value) filter (where name = 'outside_heap_bytes_max') as outside_heap_bytes_max,
        max(value) filter (where name = 'gc_share_max') as gc_share_max
    from org.change_setting

),

final as (

    select
        shares.*,
        array_remove(
            array[
                case when heap_share > heap_share_max then 'heap above its share of the request: raise the request or lower GOGC' end,
                case when collections_per_second > collections_per_second_max
                    then 'collections too often: raise GOGC or set GOMEMLIMIT' end,
                case when outside_heap_bytes > outside_heap_bytes_max
                    then 'much memory outside the heap: look at goroutines, cgo and mappings' end,
                case when gc_share > gc_share_max then 'the collector takes much CPU: allocate less or raise GOGC' end
            ], null
        ) as findings
    from shares
    cross join limits

)

select * from final;

comment on view report.runtime is 'One row per UTC day, cluster, namespace and workload with metrics of Go''s runtime.';
comment on column report.runtime.usage_date is 'The UTC day.';
comment on column report.runtime.cluster is 'The cluster.';
comment on column report.runtime.namespace is 'The namespace.';
comment on column report.runtime.workload is 'The controller, e.g. Deployment/api.';
comment on column report.runtime.alloc_bytes_per_request is 'Bytes allocated per request (go_alloc_bytes / requests), or null.';
comment on column report.runtime.gc_share is 'CPU of the collector / all CPU used (go_gc_seconds), or null.';
comment on column report.runtime.collections_per_second is 'Collections a second (go_collections), or null.';
comment on column report.runtime.heap_bytes is 'The heap of one pod, mean of the day''s hours (go_heap_bytes), or null.';
comment on column report.runtime.heap_share is 'That / a pod''s memory request, or null.';
comment on column report.runtime.outside_heap_bytes is 'Memory of one pod outside the heap (go_outside_heap_bytes), or null.';
comment on column report.runtime.findings is 'What is beyond its limit (org.change_setting), each with what to do; empty where all is well.';
