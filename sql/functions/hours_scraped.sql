-- Scrapes of each hour: of several exporters the one that saw most. Where most of an hour was missed, as many as there should
-- have been, lest a pod of ten minutes be taken for one of an hour.
create function usage.hours_scraped(from_date date, to_date date)
returns table (cluster text, measure text, node text, usage_date date, counts bigint[])
language sql stable parallel safe as
$$
    with

    nodes as (

        select cluster, measure, node, usage_date, usage.hours_max(quantities) as counts
        from usage.quantity_day
        where measure in ('state_scrapes', 'node_scrapes') and usage_date >= from_date and usage_date < to_date
        group by cluster, measure, node, usage_date

    ),

    best as (

        select cluster, measure, usage_date, max(count) as count
        from nodes
        cross join unnest(counts) as count
        group by cluster, measure, usage_date

    )

    select
        nodes.cluster, nodes.measure, nodes.node, nodes.usage_date,
        array(
            select nullif(case when 2 * hours.count < best.count then best.count else hours.count end, 0)
            from unnest(nodes.counts) with ordinality as hours (count, number)
            order by hours.number
        )
    from nodes
    inner join best using (cluster, measure, usage_date)
$$;

comment on function usage.hours_scraped(date, date) is
    'One row per kind of scrape, node and UTC day of the days from the first to before the second: scrapes by hour, in thousandths; null for an hour without.';
