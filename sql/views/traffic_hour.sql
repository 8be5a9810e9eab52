-- What pods sent over a border by hour. Of several pods of one name that an export does not tell apart each has an equal part.
create function usage.pod_traffic(from_date date, to_date date)
returns table (
    kind text, cluster text, pod_key text, resource_key text, usage_date date, hour smallint, bytes numeric
)
language sql stable as
$$
    with

    sent as (

        select
            substring(measure from '^pod_network_(.*)$') as kind, cluster, namespace, pod, uid, usage_date, hour,
            sum(quantity)::numeric as bytes
        from usage.quantity_hour
        where (select usage.has_traffic_kinds())
            and measure in ('pod_network_zone', 'pod_network_region', 'pod_network_internet')
            and usage_date >= from_date and usage_date < to_date
        group by measure, cluster, namespace, pod, uid, usage_date, hour

    ),

    found as (

        select
            sent.kind, sent.cluster, sent.bytes, pods.pod_key, pods.resource_key, sent.usage_date, sent.hour,
            row_number() over alike as place, count(*) over (
                partition by sent.kind, sent.cluster, sent.namespace, sent.pod, sent.uid, sent.usage_date, sent.hour
            ) as sharers
        from sent
        inner join usage.pod_hour as pods
            on pods.cluster = sent.cluster and pods.usage_date = sent.usage_date and pods.hour = sent.hour
            and pods.namespace = sent.namespace and pods.pod = sent.pod and sent.uid in ('', pods.pod_key)
            and pods.usage_date >= from_date and pods.usage_date < to_date
        left join usage.pod as described on described.cluster = pods.cluster and described.pod_key = pods.pod_key
        -- On its node's network a pod shows everybody's.
        where not coalesce(described.is_host_network, false)
        window alike as (
            partition by sent.kind, sent.cluster, sent.namespace, sent.pod, sent.uid, sent.usage_date, sent.hour
            order by pods.pod_key collate "C", pods.resource_key collate "C"
        )

    )

    select
        found.kind, found.cluster, found.pod_key, found.resource_key, found.usage_date, found.hour,
        sum(div(found.bytes * found.place, found.sharers) - div(found.bytes * (found.place - 1), found.sharers))
    from found
    group by found.kind, found.cluster, found.pod_key, found.resource_key, found.usage_date, found.hour
$$;

comment on function usage.pod_traffic(date, date) is
    'One row per kind (zone, region, internet), pod, machine and hour of the days from the first to before the second: what it sent between zones, between regions or to the internet, in bytes.';
