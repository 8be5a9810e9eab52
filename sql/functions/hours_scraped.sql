-- Scrapes of each hour: of several exporters the one that saw most. Where most of an hour was missed, as many as there should
-- have been, lest a pod of ten minutes be taken for one of an hour.
create function usage.hours_scraped(from_date date, to_date date, kind text)
returns table (cluster text, node text, usage_date date, counts bigint[])
language sql stable parallel safe as
$$
    with

    nodes as (

        select cluster, node, usage_date, usage.hours_max(quantities) as counts
        from usage.quantity_day
        where measure = kind and usage_date >= from_date and usage_date < to_date
        group by cluster, node, usage_date

    ),

    best as (

        select nodes.*, max((select max(count) from unnest(counts) as count)) over (partition by cluster, usage_date) as best
        from nodes

    )

    select
        cluster, node, usage_date,
        array(
            select nullif(case when 2 * count < best then best else count end, 0)
            from unnest(counts) with ordinality as hours (count, number)
            order by number
        )
    from best
$$;

comment on function usage.hours_scraped(date, date, text) is
    'One row per node (none for the cluster''s own) and UTC day of the days from the first to before the second: scrapes of a kind by hour, in thousandths; null for an hour without.';
