-- Which services and pods are behind what serves clusters on each day.
update work_input as input
set usage_digest = input.usage_digest || ';' || hashes.digest
from (
    with

    windows as (

        select distinct pot.usage_date, pot.started_at, pot.ended_at, place.cluster, place.namespace, place.service, place.ingress
        from work_month_pot as pot
        inner join usage.item_place as place on place.place = pot.basis_resource_key
        where pot.class in ('load balancer', 'cluster network')

    ),

    services as (

        select windows.*, service.namespace as of_namespace, service.service as of_service, service.ingress as of_ingress
        from windows
        inner join usage.service as service
            on service.cluster = windows.cluster
            and (service.service = windows.service or (windows.ingress is not null and service.ingress <> ''))

    ),

    rows_of_days as (

        select usage_date, hash_record_extended(services.*, 0) as row_hash
        from services
        union all
        select
            services.usage_date,
            hash_record_extended(row(
                services.*, behind.pod, greatest(behind.from_at, services.started_at), least(behind.to_at, services.ended_at)
            ), 1)
        from services
        inner join usage.presence as behind
            on behind.signal = 'service_pod' and behind.cluster = services.cluster and behind.namespace = services.of_namespace
            and behind.object = services.of_service and behind.from_at < services.ended_at and behind.to_at > services.started_at

    ),

    final as (

        select usage_date, count(*) || ':' || sum(row_hash) as digest
        from rows_of_days
        group by usage_date

    )

    select * from final
) as hashes
where hashes.usage_date = input.usage_date
