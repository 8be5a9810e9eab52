-- Several series of one subject in one export that cover the same part of an hour: copies (of two replicas of an
-- exporter, or of one that was restarted), of which the largest counts; where $1 says so they are parts and add up.
with

parts as (

    delete from load_quantity
    where $1::boolean
    returning *

),

sums as (

    select
        cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date, import_id, number - 1 as hour,
        min(coalesce(from_seconds[number], from_seconds[1])) as from_second,
        max(coalesce(to_seconds[number], to_seconds[1])) as to_second,
        max(coalesce(covered_seconds[number], covered_seconds[1])) as covered_seconds,
        sum(quantities[number])::bigint as quantity,
        sum(coalesce(samples_present[number], samples_present[1]))::integer as samples_present,
        sum(coalesce(samples_expected[number], samples_expected[1]))::integer as samples_expected
    from parts
    cross join generate_series(1, 24) as number
    where quantities[number] is not null
    group by cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date, import_id, number

),

added as (

    insert into load_quantity
    select
        cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date,
        usage.hour_array(array_agg(hour), array_agg(quantity)), usage.hour_array(array_agg(hour), array_agg(from_second)),
        usage.hour_array(array_agg(hour), array_agg(to_second)), usage.hour_array(array_agg(hour), array_agg(covered_seconds)),
        usage.hour_array(array_agg(hour), array_agg(samples_present)),
        usage.hour_array(array_agg(hour), array_agg(samples_expected)), import_id
    from sums
    group by cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date, import_id

),

smaller as (

    select copy.ctid as copy_id, array_agg(distinct number) as numbers
    from load_quantity as copy
    inner join load_quantity as larger
        on larger.cluster = copy.cluster and larger.measure = copy.measure and larger.usage_date = copy.usage_date
        and larger.namespace = copy.namespace and larger.pod = copy.pod and larger.uid = copy.uid
        and larger.node = copy.node and larger.container = copy.container and larger.object = copy.object
        and larger.ctid <> copy.ctid
    cross join generate_series(1, 24) as number
    where not $1::boolean
        and coalesce(larger.from_seconds[number], larger.from_seconds[1])
            < coalesce(copy.to_seconds[number], copy.to_seconds[1])
        and coalesce(larger.to_seconds[number], larger.to_seconds[1])
            > coalesce(copy.from_seconds[number], copy.from_seconds[1])
        and (larger.quantities[number], larger.ctid) > (copy.quantities[number], copy.ctid)
    group by copy.ctid

)

update load_quantity as copy
set quantities = usage.hours_without(copy.quantities, smaller.numbers)
from smaller
where copy.ctid = smaller.copy_id
