-- Forgets the coverage of the days [$1, $2), and what nodes, pods, volumes and services are.
with

coverage as (

    delete from usage.coverage where usage_date >= $1::date and usage_date < $2::date

),

nodes as (

    delete from usage.node

),

pods as (

    delete from usage.pod

),

mounts as (

    delete from usage.volume_mount

)

delete from usage.service
