-- What was measured of each node in each hour of a day, and what was missed. A pod that goes while others of its node stay has
-- departed; where all series of a node go at once and some come back by the end of the next day, samples were missed.
create function usage.day_coverage(day date)
returns table (
    cluster text, signal text, node text, usage_date date, hour smallint, series_count integer, samples_present bigint,
    samples_expected bigint, is_provisional boolean
)
language sql stable parallel safe as
$$
    with

    alike as materialized (

        select * from usage.alike_series(day)

    ),

    -- Numbers in the place of names, in their order: there are hundreds of thousands of hours.
    nodes as materialized (

        select
            alike.cluster, alike.signal, alike.node, row_number() over (order by alike.cluster, alike.signal, alike.node)::integer as node_number,
            alike.signal like '%_scrapes' as is_scrape, bool_or(before.node is not null) as was_before,
            bool_or(after.node is not null) as comes_after
        from alike
        left join usage.day_nodes(day - 1) as before using (cluster, signal, node)
        left join usage.day_nodes(day + 1) as after using (cluster, signal, node)
        group by alike.cluster, alike.signal, alike.node

    ),

    parts as (

        select
            node_number, hour, coalesce(from_seconds[hour + 1], from_seconds[1]) as from_second,
            coalesce(to_seconds[hour + 1], to_seconds[1]) as to_second,
            usage.whole_sum(alike.series_count) as series_count,
            usage.whole_sum(alike.series_count * coalesce(scrapes[hour + 1] / 1000, samples_present[hour + 1], samples_present[1])) as present,
            usage.whole_sum(alike.series_count * coalesce(scrapes[hour + 1] / 1000, samples_expected[hour + 1], samples_expected[1])) as expected
        from alike
        inner join nodes using (cluster, signal, node)
        cross join generate_series(0, 23) as hour
        where hour + 1 <> all (alike.missing)
        group by node_number, hour, from_second, to_second

    ),

    edges as (

        select
            parts.*, min(from_second) over hours as first_second, max(to_second) over hours as last_second,
            -- What the series would give in a whole hour.
            case when to_second - from_second = 3600 then expected else expected * 3600.0 / (to_second - from_second) end as rate
        from parts
        window hours as (partition by node_number, hour)

    ),

    by_hour as (

        select
            node_number, hour, min(first_second) as first_second, max(last_second) as last_second,
            usage.whole_sum(series_count) as series_count, usage.whole_sum(present) as present,
            usage.whole_sum(expected) as expected,
            sum(rate) filter (where from_second = first_second) as first_rate,
            sum(rate) filter (where to_second = last_second) as last_rate
        from edges
        group by node_number, hour

    ),

    spells as materialized (

        select
            by_hour.*, nodes.is_scrape,
            -- The hour before, of this day or the one before; null where there is none.
            coalesce(lag(hour) over spell, case when was_before then -1 end) as hour_before,
            coalesce(lead(hour) over spell, case when comes_after then 24 end) as hour_next,
            -- A scrape's count has no gaps of its own: the day's best hour says how many there should be.
            max(expected) over (partition by node_number) as expected_max
        from by_hour
        inner join nodes using (node_number)
        window spell as (partition by node_number order by hour)

    ),

    judged as (

        select
            node_number, hour, series_count, present,
            case
                when is_scrape then greatest(expected_max, present)
                else expected
                    + case when hour_before is null then 0 else round(first_rate * first_second / 3600) end
                    + case when hour_next is null then 0 else round(last_rate * (3600 - last_second) / 3600) end
            end as expected
        from spells
        union all
        select node_number, gap.hour, 0, 0, case when is_scrape then expected_max else round(last_rate) end
        from spells
        cross join lateral generate_series(spells.hour + 1, hour_next - 1) as gap (hour)
        where hour_next > spells.hour + 1
        union all
        -- Before the day's first hour what came then is what was missed.
        select node_number, gap.hour, 0, 0, case when is_scrape then expected_max else round(first_rate) end
        from spells
        cross join lateral generate_series(0, spells.hour - 1) as gap (hour)
        where hour_before = -1 and spells.hour > 0

    ),

    final as (

        select node_number, cluster, signal, node, hour, series_count, present, expected
        from judged
        inner join nodes using (node_number)
        union all
        select 0, cluster, signal, node, hour, 0, 0, expected
        from usage.day_absent(day)
        cross join generate_series(0, 23) as hour

    )

    select
        final.cluster, final.signal, final.node, day, final.hour::smallint, final.series_count::integer, final.present,
        greatest(final.expected, final.present)::bigint, final.present < policy.share_min * final.expected
    from final
    cross join org.usage_policy as policy
    -- As the table's key has them.
    order by final.hour, final.node_number
$$;

comment on function usage.day_coverage(date) is
    'One row per cluster, quantity, node and UTC hour of a day, as usage.coverage keeps them.';
