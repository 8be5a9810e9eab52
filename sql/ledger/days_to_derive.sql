-- The days [$1, $2) whose exports are others than those they were derived from ($3: all that have any), those whose labels
-- are to be found anew: for them or for other rules or label files, with configuration $4, and those whose neighbours' exports
-- are others, by which gaps at midnight are judged.
with

days as (

    select day::date as usage_date
    from generate_series($1::date::timestamp - interval '1 day', $2::date::timestamp, interval '1 day') as series (day)

),

exports as (

    select
        days.usage_date,
        coalesce(string_agg(distinct import.cluster || ':' || import.signal || ':' || import.sha256, ','
            order by import.cluster || ':' || import.signal || ':' || import.sha256), '') as names
    from days
    -- A sample may stand for what was before it, so exports that start with the day's end count.
    left join usage.import as import
        on import.first_at <= (days.usage_date + 1)::timestamp at time zone 'UTC'
        and import.last_at + make_interval(secs => import.step_seconds) > days.usage_date::timestamp at time zone 'UTC'
    group by days.usage_date

),

neighbours as (

    select
        usage_date,
        names,
        coalesce(lag(names) over (order by usage_date), '') || E'\n' || coalesce(lead(names) over (order by usage_date), '')
            as neighbour_names
    from exports

),

machines as (

    select coalesce(string_agg(distinct cluster || ':' || sha256, ',' order by cluster || ':' || sha256), '') as names
    from usage.import
    where signal like '%node_info%'

),

digests as (

    select
        neighbours.usage_date,
        neighbours.names <> '' or derived.usage_date is not null as has_any,
        derived.export_digest as known_export_digest,
        derived.label_digest as known_label_digest,
        derived.neighbour_digest as known_neighbour_digest,
        encode(sha256(convert_to(neighbours.neighbour_names, 'UTF8')), 'hex') as neighbour_digest,
        encode(sha256(convert_to(
            neighbours.names || E'\n' || (select policy::text from org.usage_policy as policy)
            || case when derived.is_borrowing then E'\n' || machines.names else '' end, 'UTF8'
        )), 'hex') as export_digest,
        encode(sha256(convert_to(
            $4 || E'\n' || coalesce((select string_agg(distinct path || ':' || sha256, ',' order by path || ':' || sha256) from usage.given_label), ''), 'UTF8'
        )), 'hex') as label_digest
    from neighbours
    cross join machines
    left join usage.derived_day as derived on derived.usage_date = neighbours.usage_date
    where neighbours.usage_date >= $1::date and neighbours.usage_date < $2::date

),

final as (

    select
        usage_date, export_digest, label_digest, neighbour_digest,
        $3::boolean or known_export_digest is distinct from export_digest as is_changed,
        known_label_digest is distinct from label_digest as is_label_changed,
        known_neighbour_digest is distinct from neighbour_digest as is_neighbour_changed
    from digests
    where has_any and (
        $3::boolean or known_export_digest is distinct from export_digest or known_label_digest is distinct from label_digest
        or known_neighbour_digest is distinct from neighbour_digest
    )

)

select * from final
order by usage_date
