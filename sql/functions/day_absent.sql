-- Nodes that were measured on the days before and after, but not at all on the day between.
create function usage.day_absent(day date) returns table (cluster text, signal text, node text, expected bigint)
language sql stable parallel safe as
$$
    with

    absent as materialized (

        select cluster, signal, node from usage.day_nodes(day - 1)
        intersect
        select cluster, signal, node from usage.day_nodes(day + 1)
        except
        select cluster, signal, node from usage.day_nodes(day)

    ),

    hours as (

        select
            absent.cluster, absent.signal, absent.node, hour,
            usage.whole_sum(alike.series_count * coalesce(scrapes[hour] / 1000, samples_expected[hour], samples_expected[1])) as expected
        from absent
        inner join usage.alike_series(day - 1) as alike using (cluster, signal, node)
        cross join generate_series(1, 24) as hour
        where hour <> all (alike.missing) and (select exists (select 1 from absent))
        group by absent.cluster, absent.signal, absent.node, hour

    )

    select cluster, signal, node, max(expected)
    from hours
    group by cluster, signal, node
$$;

comment on function usage.day_absent(date) is
    'One row per cluster, quantity and node that was missed on all of a day: the samples of an hour, by the best hour of the day before.';
