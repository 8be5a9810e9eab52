-- Forgets what nodes, pods, volumes and services are.
with

volumes as (

    delete from usage.volume

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
