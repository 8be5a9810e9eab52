-- Several series of one subject in one export that cover the same part of an hour: copies (of two replicas of an
-- exporter, or of one that was restarted), of which the largest counts; where $1 says so they are parts and add up.
with

parts as (

    delete from load_quantity
    where $1::boolean
    returning *

),

sums as (

    insert into load_quantity (
        cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date, hour, from_second, to_second,
        covered_seconds, quantity, samples_present, samples_expected, import_id
    )
    select
        cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date, hour,
        min(from_second), max(to_second), max(covered_seconds), sum(quantity)::bigint, sum(samples_present)::integer,
        sum(samples_expected)::integer, import_id
    from parts
    group by
        cluster, measure, signal, namespace, pod, uid, node, container, object, usage_date, hour, import_id

)

delete from load_quantity as copy
using load_quantity as larger
where not $1::boolean
    and larger.cluster = copy.cluster and larger.measure = copy.measure
    and larger.usage_date = copy.usage_date and larger.hour = copy.hour
    and larger.namespace = copy.namespace and larger.pod = copy.pod and larger.uid = copy.uid
    and larger.node = copy.node and larger.container = copy.container and larger.object = copy.object
    and larger.from_second < copy.to_second and larger.to_second > copy.from_second
    and (larger.quantity, larger.ctid) > (copy.quantity, copy.ctid)
