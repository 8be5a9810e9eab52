-- The label series of every pod seen in the days [$1, $2), over their whole lives, and of the namespaces.
select cluster, signal, namespace, pod, uid, labels, from_at, to_at
from usage.presence as presence
where signal in ('pod_labels', 'pod_annotations', 'pod_owner', 'namespace_labels')
    and (
        signal = 'namespace_labels'
        or exists (
            select 1
            from usage.presence as seen
            where seen.cluster = presence.cluster and seen.namespace = presence.namespace and seen.pod = presence.pod
                and seen.from_at < $2::date::timestamp at time zone 'UTC'
                and seen.to_at > $1::date::timestamp at time zone 'UTC'
        )
    )
order by cluster, signal, namespace, pod, uid, from_at
