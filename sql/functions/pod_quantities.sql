-- What pods asked for and used by hour, as exports say it: levels x time as they are; of the hourly set
-- mean request x (samples of the container - samples after the pod's end) / scrapes of the hour.
create function usage.pod_quantities(from_date date, to_date date)
returns table (
    cluster text, namespace text, pod text, uid text, node text, container text, usage_date date, hour smallint,
    measure text, quantity bigint
)
language sql stable parallel safe as
$$
    with

    hourly as materialized (

        select cluster, measure, namespace, pod, uid, node, container, usage_date, hour, sum(quantity) as quantity
        from usage.quantity_hour
        where measure in (
                'pod_cpu_request_mean', 'pod_memory_request_mean', 'pod_gpu_request_mean', 'pod_request_samples',
                'pod_memory_request_samples', 'pod_ended_samples', 'pod_memory_usage_samples'
            )
            and usage_date >= from_date and usage_date < to_date
        group by cluster, measure, namespace, pod, uid, node, container, usage_date, hour

    ),

    -- Scrapes of the hour: of several exporters the one that saw most. Where most of an hour was missed, as many
    -- as there should have been, lest a pod of ten minutes be taken for one of an hour.
    scrapes as (

        select
            cluster, measure, node, usage_date, hour,
            greatest(
                max(quantity),
                case when 2 * max(quantity) < max(max(quantity)) over (partition by cluster, measure, usage_date)
                    then max(max(quantity)) over (partition by cluster, measure, usage_date) end
            )::numeric as scrape_count
        from usage.quantity_hour
        where measure in ('state_scrapes', 'node_scrapes') and usage_date >= from_date and usage_date < to_date
        group by cluster, measure, node, usage_date, hour

    ),

    -- Without an export of scrapes the container that was seen most stands for them.
    seen as (

        select
            cluster, namespace, pod, uid, container, usage_date, hour, max(quantity) as sample_count,
            max(max(quantity)) over (partition by cluster, usage_date, hour) as sample_count_max
        from hourly
        where measure in ('pod_request_samples', 'pod_memory_request_samples')
        group by cluster, namespace, pod, uid, container, usage_date, hour

    ),

    ended as (

        select cluster, namespace, pod, uid, usage_date, hour, sum(quantity) as sample_count
        from hourly
        where measure = 'pod_ended_samples'
        group by cluster, namespace, pod, uid, usage_date, hour

    ),

    requests as (

        select
            mean.cluster, mean.namespace, mean.pod, mean.uid, mean.node, mean.container, mean.usage_date, mean.hour,
            replace(mean.measure, '_mean', '') as measure,
            round(
                mean.quantity * greatest(seen.sample_count - coalesce(ended.sample_count, 0), 0)
                / coalesce(scrapes.scrape_count, seen.sample_count_max)
            )::bigint as quantity
        from hourly as mean
        inner join seen using (cluster, namespace, pod, uid, container, usage_date, hour)
        left join ended using (cluster, namespace, pod, uid, usage_date, hour)
        left join scrapes
            on scrapes.measure = 'state_scrapes' and scrapes.cluster = mean.cluster
            and scrapes.usage_date = mean.usage_date and scrapes.hour = mean.hour and scrapes.scrape_count > 0
        where mean.measure in ('pod_cpu_request_mean', 'pod_memory_request_mean', 'pod_gpu_request_mean')

    ),

    -- Bytes x samples x 3600 s / scrapes of the node, else of the cluster; scrapes are in thousandths.
    memory as (

        select
            sums.cluster, sums.namespace, sums.pod, sums.uid, sums.node, sums.container, sums.usage_date, sums.hour,
            'pod_memory_usage' as measure,
            round(sums.quantity * 3600000 / coalesce(scrapes.scrape_count, state.scrape_count))::bigint as quantity
        from hourly as sums
        left join scrapes
            on scrapes.measure = 'node_scrapes' and scrapes.cluster = sums.cluster and scrapes.node = sums.node
            and scrapes.usage_date = sums.usage_date and scrapes.hour = sums.hour and scrapes.scrape_count > 0
        left join scrapes as state
            on state.measure = 'state_scrapes' and state.cluster = sums.cluster
            and state.usage_date = sums.usage_date and state.hour = sums.hour and state.scrape_count > 0
        where sums.measure = 'pod_memory_usage_samples'
            and coalesce(scrapes.scrape_count, state.scrape_count) is not null

    )

    select cluster, namespace, pod, uid, node, container, usage_date, hour, measure, quantity from requests
    union all
    select cluster, namespace, pod, uid, node, container, usage_date, hour, measure, quantity from memory
    union all
    -- What the hourly set says of a pod takes the place of what levels say of the same hour.
    select
        levels.cluster, levels.namespace, levels.pod, levels.uid, levels.node, levels.container, levels.usage_date,
        levels.hour, levels.measure, levels.quantity
    from usage.quantity_hour as levels
    where levels.measure in (
            'pod_cpu_request', 'pod_cpu_usage', 'pod_memory_request', 'pod_memory_usage', 'pod_gpu_request',
            'pod_gpu_usage', 'pod_network_receive', 'pod_network_transmit'
        )
        and levels.usage_date >= from_date and levels.usage_date < to_date
        and (select exists (select 1 from hourly))
        and not exists (
            select 1
            from hourly
            where hourly.cluster = levels.cluster and hourly.namespace = levels.namespace and hourly.pod = levels.pod
                and hourly.usage_date = levels.usage_date and hourly.hour = levels.hour
                and (
                    (hourly.measure = levels.measure || '_mean')
                    or (hourly.measure = levels.measure || '_samples')
                )
        )
    union all
    -- Without an hourly set there is nothing to compare with.
    select
        levels.cluster, levels.namespace, levels.pod, levels.uid, levels.node, levels.container, levels.usage_date,
        levels.hour, levels.measure, levels.quantity
    from usage.quantity_hour as levels
    where levels.measure in (
            'pod_cpu_request', 'pod_cpu_usage', 'pod_memory_request', 'pod_memory_usage', 'pod_gpu_request',
            'pod_gpu_usage', 'pod_network_receive', 'pod_network_transmit'
        )
        and levels.usage_date >= from_date and levels.usage_date < to_date
        and not (select exists (select 1 from hourly))
$$;

comment on function usage.pod_quantities(date, date) is
    'One row per pod, container, quantity and UTC hour of the days from the first to before the second.';
