-- What pods asked for and used, as exports say it: levels x time as they are; of the hourly set
-- mean request x (samples of the container - samples after the pod's end) / scrapes of the hour.
create function usage.pod_quantities(from_date date, to_date date)
returns table (
    cluster text, namespace text, pod text, uid text, node text, container text, usage_date date, measure text,
    quantities bigint[]
)
language sql stable parallel safe as
$$
    with

    state_scrapes as materialized (

        select * from usage.hours_scraped(from_date, to_date, 'state_scrapes')

    ),

    node_scrapes as materialized (

        select * from usage.hours_scraped(from_date, to_date, 'node_scrapes')

    ),

    seen as materialized (

        select cluster, namespace, pod, uid, container, usage_date, usage.hours_max(quantities) as counts
        from usage.hours_together(from_date, to_date, '{pod_request_samples,pod_memory_request_samples}')
        group by cluster, namespace, pod, uid, container, usage_date

    ),

    -- Without an export of scrapes the container that was seen most stands for them.
    seen_most as (

        select cluster, usage_date, usage.hours_max(counts) as counts
        from seen
        group by cluster, usage_date

    ),

    ended as (

        select cluster, namespace, pod, uid, usage_date, usage.hours_sum(quantities) as counts
        from usage.hours_together(from_date, to_date, '{pod_ended_samples}')
        group by cluster, namespace, pod, uid, usage_date

    ),

    requests as (

        select
            mean.cluster, mean.namespace, mean.pod, mean.uid, mean.node, mean.container, mean.usage_date,
            replace(mean.measure, '_mean', '') as measure,
            -- A container that was there in all scrapes asked for its mean, which spares the division.
            case when ended.counts is null and seen.counts = scrapes.counts
                    and array_positions(seen.counts, null) = array_positions(mean.quantities, null)
                then mean.quantities
            else array(
                select
                    case when held.count = scrape.count then mean.quantities[number]
                    else round(mean.quantities[number]::numeric * greatest(held.count, 0) / scrape.count)::bigint end
                from generate_series(1, 24) as number
                cross join lateral (select seen.counts[number] - coalesce(ended.counts[number], 0) as count) as held
                cross join lateral (select coalesce(scrapes.counts[number], seen_most.counts[number]) as count) as scrape
                order by number
            ) end as quantities
        from usage.hours_together(
                from_date, to_date, '{pod_cpu_request_mean,pod_memory_request_mean,pod_gpu_request_mean}'
            ) as mean
        inner join seen using (cluster, namespace, pod, uid, container, usage_date)
        inner join seen_most using (cluster, usage_date)
        left join ended using (cluster, namespace, pod, uid, usage_date)
        left join state_scrapes as scrapes on scrapes.cluster = mean.cluster and scrapes.usage_date = mean.usage_date

    ),

    -- Bytes x samples x 3600 s / scrapes of the node, else of the cluster; scrapes are in thousandths.
    memory as (

        select
            sums.cluster, sums.namespace, sums.pod, sums.uid, sums.node, sums.container, sums.usage_date,
            'pod_memory_usage' as measure,
            array(
                select
                    case when 3600000 % scrape.count = 0 then sums.quantities[number] * (3600000 / scrape.count)
                    else round(sums.quantities[number] * 3600000::numeric / scrape.count)::bigint end
                from generate_series(1, 24) as number
                cross join lateral (select coalesce(nodes.counts[number], state.counts[number]) as count) as scrape
                order by number
            ) as quantities
        from usage.hours_together(from_date, to_date, '{pod_memory_usage_samples}') as sums
        left join node_scrapes as nodes
            on nodes.cluster = sums.cluster and nodes.node = sums.node and nodes.usage_date = sums.usage_date
        left join state_scrapes as state on state.cluster = sums.cluster and state.usage_date = sums.usage_date

    ),

    -- What the hourly set says of a pod takes the place of what levels say of the same hour, where there are such.
    same as materialized (

        select hourly_measure, measure
        from (values
            ('pod_cpu_request_mean', 'pod_cpu_request'), ('pod_memory_request_mean', 'pod_memory_request'),
            ('pod_memory_request_samples', 'pod_memory_request'), ('pod_gpu_request_mean', 'pod_gpu_request'),
            ('pod_memory_usage_samples', 'pod_memory_usage')
        ) as pairs (hourly_measure, measure)
        where exists (
            select 1
            from usage.quantity_day as levels
            where levels.measure = pairs.measure and levels.usage_date >= from_date and levels.usage_date < to_date
        )

    ),

    replaced as (

        select cluster, namespace, pod, usage_date, same.measure, usage.hours_max(quantities) as quantities
        from same
        inner join usage.quantity_day as hourly on hourly.measure = same.hourly_measure
        where usage_date >= from_date and usage_date < to_date
        group by cluster, namespace, pod, usage_date, same.measure

    )

    select * from requests
    union all
    select * from memory
    union all
    select
        levels.cluster, levels.namespace, levels.pod, levels.uid, levels.node, levels.container, levels.usage_date,
        levels.measure,
        case when replaced.quantities is null then levels.quantities
            else usage.hours_where_null(levels.quantities, replaced.quantities) end
    from usage.quantity_day as levels
    left join replaced using (cluster, namespace, pod, usage_date, measure)
    where levels.measure in (
            'pod_cpu_request', 'pod_cpu_usage', 'pod_memory_request', 'pod_memory_usage', 'pod_gpu_request',
            'pod_gpu_usage', 'pod_network_receive', 'pod_network_transmit'
        )
        and levels.usage_date >= from_date and levels.usage_date < to_date
$$;

comment on function usage.pod_quantities(date, date) is
    'One row per series of a pod''s quantity and UTC day of the days from the first to before the second, with 24 hours; the hours that there are not are null.';
