-- Where the windows of the provider's split are, by what exports know of the machine, else by what the split says; and
-- windows of their own for its GPUs.
with

named as (

    select
        work_window.window_id,
        coalesce(nodes.cluster, (
            select min(line.cluster collate "C") from work_provider_line as line
            where line.resource_key = machine.resource_key and line.usage_date >= $2::date and line.usage_date < $3::date
        )) as cluster,
        nodes.node
    from work_window
    cross join lateral (select substring(work_window.resource_key from '^split of (.*)$') as resource_key) as machine
    left join lateral (
        select min(node_hour.cluster) as cluster, min(node_hour.node) as node
        from usage.node_hour as node_hour
        where node_hour.resource_key = machine.resource_key
            and node_hour.usage_date >= (work_window.started_at at time zone 'UTC')::date
            and node_hour.usage_date <= ((work_window.ended_at - interval '1 microsecond') at time zone 'UTC')::date
    ) as nodes on true
    where work_window.resource_key like 'split of %'

),

placed as (

    update work_window
    set cluster = named.cluster, node = named.node, usage_date = null, hour = null
    from named
    where named.window_id = work_window.window_id
    returning work_window.*

)

insert into work_window (resource_key, started_at, ended_at, cluster, node)
select 'gpu ' || placed.resource_key, placed.started_at, placed.ended_at, placed.cluster, placed.node
from placed
where exists (select 1 from work_provider_line where part = 'gpu')
