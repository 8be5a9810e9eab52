-- What pods of workload $3 of namespace $2 of cluster $1 received and sent in the days [$5, $6), GiB, of commit $4 or of all (null);
-- and the mean of metric $7 over those hours, null where there is none.
with

pods as (

    select pod_hour.usage_date, pod_hour.hour, pod_hour.network_received_bytes::numeric + pod_hour.network_transmitted_bytes as bytes
    from usage.pod_hour as pod_hour
    inner join usage.pod_workload as workloads
        on workloads.cluster = pod_hour.cluster and workloads.pod_key = pod_hour.pod_key
    where
        pod_hour.cluster = $1 and pod_hour.namespace = $2 and workloads.workload = $3
        and pod_hour.usage_date >= $5::date and pod_hour.usage_date < $6::date
        and (
            $4::text is null
            or exists (
                select from usage.cost_label as labels
                where
                    labels.cluster = pod_hour.cluster and labels.pod_key = pod_hour.pod_key and labels.commit = $4
                    and labels.from_at < (pod_hour.usage_date::timestamp + make_interval(hours => pod_hour.hour + 1)) at time zone 'UTC'
                    and labels.to_at > (pod_hour.usage_date::timestamp + make_interval(hours => pod_hour.hour)) at time zone 'UTC'
            )
        )

),

latencies as (

    select avg(metrics.quantity) as latency
    from usage.metric_hour as metrics
    where
        metrics.metric = $7 and metrics.cluster in ($1, '') and metrics.namespace = $2
        and coalesce(metrics.labels ->> 'workload', metrics.labels ->> 'deployment', metrics.labels ->> 'service')
            in ($3, substring($3 from '[^/]*$'))
        and coalesce(metrics.labels ->> 'commit', metrics.labels ->> 'version', $4, '') = coalesce($4, metrics.labels ->> 'commit', metrics.labels ->> 'version', '')
        and exists (
            select from pods
            where pods.usage_date = metrics.usage_date and (pods.hour = metrics.hour or metrics.hour is null)
        )

)

select
    (select round(sum(bytes) / 1073741824, 9) from pods) as network_gib,
    (select round(latency, 6) from latencies) as latency
