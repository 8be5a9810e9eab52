-- What was seen before of the same subjects gives way where the new export covers it; what lies outside stays.
with

overlapping as (

    delete from usage.presence as stored
    using (
        select cluster, signal, namespace, pod, uid, node, object, min(from_at) as from_at, max(to_at) as to_at
        from load_presence
        group by cluster, signal, namespace, pod, uid, node, object
    ) as staged
    where stored.cluster = staged.cluster and stored.signal = staged.signal
        and stored.namespace = staged.namespace and stored.pod = staged.pod and stored.uid = staged.uid
        and stored.node = staged.node and stored.object = staged.object
        and stored.from_at < staged.to_at and stored.to_at > staged.from_at
    returning stored.*, staged.from_at as covered_from_at, staged.to_at as covered_to_at

),

before as (

    insert into usage.presence
    select cluster, signal, namespace, pod, uid, node, object, resource_key, labels, from_at, covered_from_at, import_id
    from overlapping
    where from_at < covered_from_at

),

after as (

    insert into usage.presence
    select cluster, signal, namespace, pod, uid, node, object, resource_key, labels, covered_to_at, to_at, import_id
    from overlapping
    where to_at > covered_to_at

)

insert into usage.presence select * from load_presence
