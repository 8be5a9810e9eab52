-- Of two exports that cover the same part of an hour of a series, the one that covers more counts; of equals the newer.
with

clashes as materialized (

    select
        stored.ctid as stored_id, staged.ctid as staged_id, number,
        coalesce(stored.covered_seconds[number], stored.covered_seconds[1])
            > coalesce(staged.covered_seconds[number], staged.covered_seconds[1]) as is_stored_better
    from load_quantity as staged
    inner join usage.quantity_day as stored
        on stored.cluster = staged.cluster and stored.measure = staged.measure and stored.usage_date = staged.usage_date
        and stored.namespace = staged.namespace and stored.pod = staged.pod and stored.uid = staged.uid
        and stored.node = staged.node and stored.container = staged.container and stored.object = staged.object
    cross join generate_series(1, 24) as number
    where stored.quantities[number] is not null and staged.quantities[number] is not null
        and coalesce(stored.from_seconds[number], stored.from_seconds[1])
            < coalesce(staged.to_seconds[number], staged.to_seconds[1])
        and coalesce(stored.to_seconds[number], stored.to_seconds[1])
            > coalesce(staged.from_seconds[number], staged.from_seconds[1])

),

replaced as (

    select stored_id, array_agg(distinct number) as numbers
    from clashes
    where not is_stored_better
    group by stored_id

),

-- What is left of rows that are stored: where nothing is, the row goes.
kept as materialized (

    select replaced.stored_id, usage.hours_without(stored.quantities, replaced.numbers) as quantities
    from replaced
    inner join usage.quantity_day as stored on stored.ctid = replaced.stored_id

),

gone as (

    delete from usage.quantity_day
    where ctid in (select stored_id from kept where array_remove(quantities, null) = '{}')

),

shortened as (

    update usage.quantity_day as stored
    set quantities = kept.quantities
    from kept
    where stored.ctid = kept.stored_id and array_remove(kept.quantities, null) <> '{}'

),

refused as (

    select staged_id, array_agg(distinct number) as numbers
    from clashes
    where is_stored_better
    group by staged_id

),

final as (

    select
        staged.cluster, staged.measure, staged.signal, staged.namespace, staged.pod, staged.uid, staged.node, staged.container,
        staged.object, staged.usage_date,
        case when refused.staged_id is null then staged.quantities
            else usage.hours_without(staged.quantities, refused.numbers) end as quantities,
        staged.from_seconds, staged.to_seconds, staged.covered_seconds, staged.samples_present, staged.samples_expected,
        staged.import_id
    from load_quantity as staged
    left join refused on refused.staged_id = staged.ctid

)

insert into usage.quantity_day
select * from final
where array_remove(quantities, null) <> '{}'
