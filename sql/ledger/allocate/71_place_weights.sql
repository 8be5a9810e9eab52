-- How much each pod counts in the windows of what serves clusters: by bytes moved, where network use is known, else by CPU;
-- those behind the service, else those of its namespace, else those of its cluster.
insert into work_place_weight (window_id, level, basis, cluster, pod_key, weight)
with

windows as materialized (

    select work_window.window_id, work_window.started_at, work_window.ended_at, place.*
    from work_window
    inner join (
        select distinct place, class, cluster, namespace, service, ingress
        from usage.item_place
        where billing_month = $1::date and class in ('load balancer', 'cluster network')
    ) as place on place.place = work_window.resource_key

),

-- The services that each leads to: its own, or those behind its ingress.
services as materialized (

    select distinct windows.window_id, windows.started_at, windows.ended_at, windows.cluster, led.namespace, led.service
    from windows
    cross join lateral (
        select windows.namespace, windows.service where windows.service is not null and windows.ingress is null
        union
        select service.namespace, service.service
        from usage.service as service
        where service.cluster = windows.cluster and service.ingress <> ''
            and (windows.ingress = '*' or (service.ingress = windows.ingress and service.namespace = windows.namespace))
    ) as led

),

members as (

    select distinct services.window_id, services.cluster, services.namespace, presence.pod
    from services
    inner join usage.presence as presence
        on presence.signal = 'service_pod' and presence.cluster = services.cluster
        and presence.namespace = services.namespace and presence.object = services.service
        and presence.from_at < services.ended_at and presence.to_at > services.started_at

),

namespaces as (

    select window_id, namespace from services
    union
    select window_id, namespace from windows where namespace is not null

),

days as (

    select windows.window_id, windows.cluster, (windows.started_at at time zone 'UTC')::date + day.day as usage_date
    from windows
    cross join lateral generate_series(
        0, ((windows.ended_at - interval '1 microsecond') at time zone 'UTC')::date - (windows.started_at at time zone 'UTC')::date
    ) as day (day)

),

pods as (

    select
        days.window_id, pods.cluster, pods.namespace, pods.pod_key, min(pods.pod) as pod,
        sum(pods.network_received_bytes + pods.network_transmitted_bytes)
            filter (where not coalesce(described.is_host_network, false)) as bytes,
        sum(case policy.split
            when 'requested' then pods.cpu_requested_core_microseconds
            when 'used' then pods.cpu_used_core_microseconds
            else greatest(pods.cpu_requested_core_microseconds, pods.cpu_used_core_microseconds)
        end) as cpu
    from days
    inner join usage.pod_hour as pods
        on pods.cluster = days.cluster and pods.usage_date = days.usage_date
        and pods.usage_date >= $2::date and pods.usage_date < $3::date
    left join usage.pod as described on described.cluster = pods.cluster and described.pod_key = pods.pod_key
    cross join org.allocation_policy as policy
    group by days.window_id, pods.cluster, pods.namespace, pods.pod_key

),

-- Each pod at the narrowest level at which it takes part: 1 the service's, 2 the namespace's, 3 the cluster's.
levelled as (

    select
        pods.*,
        case when members.pod is not null then 1 when namespaces.namespace is not null then 2 else 3 end as level
    from pods
    left join members
        on members.window_id = pods.window_id and members.namespace = pods.namespace and members.pod = pods.pod
    left join namespaces on namespaces.window_id = pods.window_id and namespaces.namespace = pods.namespace
    where (pods.bytes > 0 or pods.cpu > 0)
        -- What leads to a namespace without pods is not the rest of the cluster's.
        and (namespaces.namespace is not null or not exists (select 1 from namespaces as other where other.window_id = pods.window_id))

),

chosen as (

    select
        levelled.*,
        min(level) over (partition by window_id) as level_min,
        sum(bytes) over (partition by window_id, level) > 0 as has_bytes
    from levelled

)

select
    window_id, level, case when has_bytes then 'bytes' else 'cpu' end as basis, cluster, pod_key,
    case when has_bytes then bytes else cpu end as weight
from chosen
where level = level_min and case when has_bytes then bytes else cpu end > 0
