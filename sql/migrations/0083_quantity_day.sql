-- Quantities by series and day: what had a row per hour has one per day, with its hours in arrays. A day of a large cluster
-- is a twenty-fourth of the rows to store, to find and to go through.
create table usage.quantity_day (
    cluster text not null,
    measure text not null,
    signal text not null,
    namespace text not null,
    pod text not null,
    uid text not null,
    node text not null,
    container text not null,
    object text not null,
    usage_date date not null,
    quantities bigint[] not null,
    from_seconds smallint[] not null,
    to_seconds smallint[] not null,
    covered_seconds smallint[] not null,
    samples_present integer[] not null,
    samples_expected integer[] not null,
    import_id bigint not null,
    constraint quantity_day_hours check (
        cardinality(quantities) = 24
        and cardinality(from_seconds) in (1, 24) and cardinality(to_seconds) in (1, 24)
        and cardinality(covered_seconds) in (1, 24)
        and cardinality(samples_present) in (1, 24) and cardinality(samples_expected) in (1, 24)
    ),
    constraint quantity_day_seconds check (
        0 <= all (from_seconds) and 3600 >= all (to_seconds)
        and (cardinality(from_seconds) > 1 or cardinality(to_seconds) > 1 or from_seconds[1] < to_seconds[1])
    )
);

comment on table usage.quantity_day is 'One row per series, UTC day and export that covers a part of it; a second one where an export has two parts of one hour.';
comment on column usage.quantity_day.cluster is 'The cluster.';
comment on column usage.quantity_day.measure is 'Which quantity: pod_cpu_request, pod_cpu_usage, node_cpu_capacity, …';
comment on column usage.quantity_day.signal is 'Which signal of the catalogue gave it.';
comment on column usage.quantity_day.namespace is 'The namespace, or empty.';
comment on column usage.quantity_day.pod is 'The pod''s name, or empty.';
comment on column usage.quantity_day.uid is 'The pod''s uid, or empty where the export has none.';
comment on column usage.quantity_day.node is 'The node, or empty.';
comment on column usage.quantity_day.container is 'The container, or empty.';
comment on column usage.quantity_day.object is 'The claim or volume, or empty.';
comment on column usage.quantity_day.usage_date is 'The UTC day.';
comment on column usage.quantity_day.quantities is 'By UTC hour, 24 of them: core-microseconds (10⁻⁶ core·s), byte-seconds, or bytes, by the signal; null for an hour without samples.';
comment on column usage.quantity_day.from_seconds is 'By hour, or one for all of them: first second of the hour that the samples stand for.';
comment on column usage.quantity_day.to_seconds is 'By hour, or one for all of them: second of the hour they stand for no longer.';
comment on column usage.quantity_day.covered_seconds is 'By hour, or one for all of them: seconds in between that samples cover, without the gaps.';
comment on column usage.quantity_day.samples_present is 'By hour, or one for all of them: samples in the hour.';
comment on column usage.quantity_day.samples_expected is 'By hour, or one for all of them: samples there would be without gaps between the series'' first and last.';
comment on column usage.quantity_day.import_id is 'The import it came with.';

-- Nobody asks for single elements, and what is common among them takes long to find out.
alter table usage.quantity_day
    alter column quantities set statistics 0, alter column from_seconds set statistics 0,
    alter column to_seconds set statistics 0, alter column covered_seconds set statistics 0,
    alter column samples_present set statistics 0, alter column samples_expected set statistics 0;

-- Of two parts of one hour, which an export may have where a counter starts anew, each has a row.
insert into usage.quantity_day
with

parts as (

    select
        *,
        row_number() over (
            partition by
                cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date, import_id, hour
            order by from_second, ctid
        ) as part
    from usage.quantity_hour

),

series as (

    select
        cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date, import_id, part,
        array_agg(hour::integer order by hour) as hours, array_agg(quantity order by hour) as quantities,
        array_agg(from_second order by hour) as from_seconds, array_agg(to_second order by hour) as to_seconds,
        array_agg(covered_seconds order by hour) as covered_seconds,
        array_agg(samples_present order by hour) as samples_present,
        array_agg(samples_expected order by hour) as samples_expected,
        (min(from_second), min(to_second), min(covered_seconds), min(samples_present), min(samples_expected))
            = (max(from_second), max(to_second), max(covered_seconds), max(samples_present), max(samples_expected))
            as is_even
    from parts
    group by cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date, import_id, part

),

final as (

    select
        series.cluster, series.measure, series.signal, series.namespace, series.pod, series.uid, series.node, series.container,
        series.object, series.usage_date, spread.quantities,
        case when is_even then series.from_seconds[1:1] else spread.from_seconds end as from_seconds,
        case when is_even then series.to_seconds[1:1] else spread.to_seconds end as to_seconds,
        case when is_even then series.covered_seconds[1:1] else spread.covered_seconds end as covered_seconds,
        case when is_even then series.samples_present[1:1] else spread.samples_present end as samples_present,
        case when is_even then series.samples_expected[1:1] else spread.samples_expected end as samples_expected,
        series.import_id
    from series
    cross join lateral (
        select
            array_agg(series.quantities[place] order by hour) as quantities,
            array_agg(series.from_seconds[place] order by hour) as from_seconds,
            array_agg(series.to_seconds[place] order by hour) as to_seconds,
            array_agg(series.covered_seconds[place] order by hour) as covered_seconds,
            array_agg(series.samples_present[place] order by hour) as samples_present,
            array_agg(series.samples_expected[place] order by hour) as samples_expected
        from (
            select hour, array_position(series.hours, hour) as place
            from generate_series(0, 23) as hour
        ) as slots
    ) as spread

)

select * from final;

create index quantity_day_key on usage.quantity_day (usage_date, measure, cluster);

-- What was made of it is made anew as a view.
drop table usage.quantity_hour cascade;
