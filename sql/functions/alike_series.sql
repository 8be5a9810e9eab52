-- The measured series of a day. Most series of a node have the same hours and counts of samples, so that they are put
-- together before they are gone through by the hour.
create function usage.alike_series(day date)
returns table (
    cluster text, signal text, node text, from_seconds smallint[], to_seconds smallint[], samples_present integer[],
    samples_expected integer[], missing integer[], scrapes bigint[], series_count bigint
)
language sql stable parallel safe as
$$
    select
        cluster, measure, node, from_seconds, to_seconds, samples_present, samples_expected,
        array_positions(quantities, null) as missing,
        -- Samples of scrapes count themselves, others by their number.
        case when measure like '%_scrapes' then quantities end as scrapes,
        count(*) as series_count
    from usage.quantity_day
    where usage_date = day and measure <> 'pod_ended_samples'
        and (measure like 'pod_%' or measure like 'node_%' or measure = 'state_scrapes')
    group by cluster, measure, node, from_seconds, to_seconds, samples_present, samples_expected, missing, scrapes
$$;

comment on function usage.alike_series(date) is
    'One row per cluster, quantity, node and set of series with the same hours: how many series, their samples by hour and the hours that are missing, 1 to 24.';

create function usage.day_nodes(day date) returns table (cluster text, signal text, node text)
language sql stable parallel safe as
$$
    select distinct cluster, measure, node
    from usage.quantity_day
    where usage_date = day and measure <> 'pod_ended_samples'
        and (measure like 'pod_%' or measure like 'node_%' or measure = 'state_scrapes')
$$;

comment on function usage.day_nodes(date) is 'One row per cluster, quantity and node of which there is any hour on a day.';
