-- Services with their load balancers' addresses, and the ingresses that lead to them.
insert into usage.service (cluster, namespace, service, address, ingress, host, from_at, to_at)
with

addresses as (

    select
        cluster, namespace, object as service,
        coalesce(nullif(labels ->> 'hostname', ''), nullif(labels ->> 'ip', ''), nullif(labels ->> 'load_balancer_ip', ''), '') as address,
        '' as ingress, '' as host, from_at, to_at
    from usage.presence
    where signal in ('service_info', 'service_ingress')

),

ingresses as (

    select
        cluster, namespace, labels ->> 'service_name' as service, '' as address, object as ingress,
        coalesce(labels ->> 'host', '') as host, from_at, to_at
    from usage.presence
    where signal = 'ingress_path' and labels ->> 'service_name' <> ''

),

final as (

    select cluster, namespace, service, address, ingress, host, min(from_at) as from_at, max(to_at) as to_at
    from (select * from addresses union all select * from ingresses) as found
    group by cluster, namespace, service, address, ingress, host

)

select * from final
