-- What was measured of each node in each hour of the days [$1, $2), and what was missed. A pod that goes while others of
-- its node stay has departed; where all series of a node go at once and some come back, samples were missed.
insert into usage.coverage (
    cluster, signal, node, usage_date, hour, series_count, samples_present, samples_expected, is_provisional
)
with

-- Samples of scrapes count themselves, others by their number.
sums as (

    select
        cluster, measure, node, usage_date, hour, from_second, to_second,
        count(*) as series_count,
        usage.whole_sum(quantity / 1000) as scrapes, usage.whole_sum(samples_present) as present,
        usage.whole_sum(samples_expected) as expected
    from usage.quantity_hour
    where usage_date >= $1::date and usage_date < $2::date
    group by cluster, measure, node, usage_date, hour, from_second, to_second

),

measured as (

    select
        cluster, measure as signal, node, usage_date, hour, from_second, to_second, series_count,
        case when measure like '%_scrapes' then scrapes else present end as present,
        case when measure like '%_scrapes' then scrapes else expected end as expected
    from sums
    where (measure like 'pod_%' or measure like 'node_%' or measure = 'state_scrapes') and measure <> 'pod_ended_samples'

),

edges as (

    select
        measured.*,
        min(from_second) over hours as first_second,
        max(to_second) over hours as last_second,
        (usage_date::timestamp + make_interval(hours => hour)) at time zone 'UTC' as started_at
    from measured
    window hours as (partition by cluster, signal, node, usage_date, hour)

),

by_hour as (

    select
        cluster, signal, node, started_at,
        min(first_second) as first_second,
        max(last_second) as last_second,
        sum(series_count) as series_count,
        sum(present) as present,
        sum(expected) as expected,
        -- What the series at the edges would give in a whole hour.
        sum(expected * 3600.0 / (to_second - from_second)) filter (where from_second = first_second) as first_rate,
        sum(expected * 3600.0 / (to_second - from_second)) filter (where to_second = last_second) as last_rate
    from edges
    group by cluster, signal, node, started_at

),

neighbours as (

    select
        by_hour.*,
        lag(started_at) over spell as started_before_at,
        lead(started_at) over spell as started_next_at,
        -- A scrape's count has no gaps of its own: the day's best hour says how many there should be.
        max(expected) over (partition by cluster, signal, node, (started_at at time zone 'UTC')::date) as expected_max
    from by_hour
    window spell as (partition by cluster, signal, node order by started_at)

),

seen as (

    select
        cluster, signal, node, started_at, series_count, present,
        case
            when signal like '%_scrapes' then greatest(expected_max, present)
            else expected
                + case when started_before_at is null then 0 else round(first_rate * first_second / 3600) end
                + case when started_next_at is null then 0 else round(last_rate * (3600 - last_second) / 3600) end
        end as expected
    from neighbours

),

missed as (

    select
        neighbours.cluster, neighbours.signal, neighbours.node, gap.started_at, 0::bigint as series_count, 0::numeric as present,
        case when neighbours.signal like '%_scrapes' then neighbours.expected_max else round(neighbours.last_rate) end as expected
    from neighbours
    cross join lateral generate_series(
        neighbours.started_at + interval '1 hour', neighbours.started_next_at - interval '1 hour', interval '1 hour'
    ) as gap (started_at)
    where neighbours.started_next_at > neighbours.started_at + interval '1 hour'

),

final as (

    select
        hours.cluster, hours.signal, hours.node,
        (hours.started_at at time zone 'UTC')::date as usage_date,
        extract(hour from hours.started_at at time zone 'UTC')::smallint as hour,
        hours.series_count::integer,
        hours.present::bigint,
        greatest(hours.expected, hours.present)::bigint as samples_expected,
        hours.present < policy.share_min * hours.expected as is_provisional
    from (select * from seen union all select * from missed) as hours
    cross join org.usage_policy as policy

)

select * from final
