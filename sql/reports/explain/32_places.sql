-- What each pod counts in what serves a cluster between two moments: by bytes moved, else by CPU; those behind the service,
-- else those of its namespace, else those of the cluster. A serverless pod and a service without pods count alone.
create function report.explain_places(month date, place text, from_at timestamptz, to_at timestamptz)
returns table (
    cluster text, namespace text, pod text, pod_key text, tenant text, tier text, commit text, owner text, basis text,
    weight numeric
)
language sql stable as
$$
    with

    place as materialized (

        select distinct served.class, served.cluster, served.namespace, served.service, served.ingress, served.pod, served.pod_key
        from usage.item_place as served
        where served.billing_month = $1 and served.place = $2

    ),

    services as (

        select place.cluster, place.namespace, place.service from place where place.service is not null and place.ingress is null
        union
        select service.cluster, service.namespace, service.service
        from place
        inner join usage.service as service on service.cluster = place.cluster and service.ingress <> ''
        where place.ingress = '*' or (service.ingress = place.ingress and service.namespace = place.namespace)

    ),

    namespaces as (

        select services.namespace from services union select place.namespace from place where place.namespace is not null

    ),

    pods as (

        select
            hours.cluster, hours.namespace, min(hours.pod) as pod, hours.pod_key,
            coalesce(sum(hours.network_received_bytes + hours.network_transmitted_bytes)
                filter (where not coalesce(described.is_host_network, false)), 0)::numeric as bytes,
            sum(case cost.rules_of($1) -> 'policy' ->> 'split'
                when 'requested' then hours.cpu_requested_core_microseconds
                when 'used' then hours.cpu_used_core_microseconds
                else greatest(hours.cpu_requested_core_microseconds, hours.cpu_used_core_microseconds)
            end)::numeric as cpu
        from place
        inner join usage.pod_hour as hours
            on hours.cluster = place.cluster and hours.usage_date >= ($3 at time zone 'UTC')::date
            and hours.usage_date <= (($4 - interval '1 microsecond') at time zone 'UTC')::date
        left join usage.pod as described on described.cluster = hours.cluster and described.pod_key = hours.pod_key
        where place.class <> 'pod'
        group by hours.cluster, hours.namespace, hours.pod_key

    ),

    levels as (

        select
            pods.*,
            case
                when exists (
                    select 1
                    from services
                    inner join usage.presence as behind
                        on behind.signal = 'service_pod' and behind.cluster = services.cluster
                        and behind.namespace = services.namespace and behind.object = services.service
                    where behind.namespace = pods.namespace and behind.pod = pods.pod and behind.from_at < $4 and behind.to_at > $3
                ) then 1
                when pods.namespace in (select namespaces.namespace from namespaces) then 2
                when not exists (select 1 from namespaces) then 3
            end as level
        from pods
        where pods.bytes > 0 or pods.cpu > 0

    ),

    counted as (

        select
            levels.cluster, levels.namespace, levels.pod, levels.pod_key,
            case when sum(levels.bytes) over () > 0 then 'bytes' else 'cpu' end as basis,
            case when sum(levels.bytes) over () > 0 then levels.bytes else levels.cpu end as weight
        from levels
        where levels.level = (select min(others.level) from levels as others)
        union all
        select place.cluster, place.namespace, place.pod, place.pod_key, 'time', extract(epoch from $4 - $3) * 1000000
        from place
        where place.class = 'pod'
        union all
        select place.cluster, place.namespace, null, place.namespace || '/service/' || coalesce(place.service, ''), 'time', 1
        from place
        where place.class = 'load balancer' and place.namespace is not null
            and not exists (select 1 from levels where levels.level is not null)

    )

    select
        counted.cluster, counted.namespace, counted.pod, counted.pod_key, label.tenant, label.tier, label.commit, label.owner,
        counted.basis,
        div(counted.weight * label.upto, label.whole) - div(counted.weight * label.before, label.whole)
    from counted
    cross join lateral usage.label_shares(counted.cluster, counted.pod_key, $3, $4) as label
    where counted.weight > 0
$$;

comment on function report.explain_places(date, text, timestamptz, timestamptz) is
    'What each pod counts in what serves a cluster (a place of report.explain_charges) between two moments, in bytes or core microseconds, or in microseconds where it counts alone.';
