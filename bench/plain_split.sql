-- A peer of the allocation: one query on the same tables that splits each machine's hour among its pods and adds up by
-- day and labels. Only the effective cost, shares by cumulative rounding instead of largest remainder, nothing proven,
-- no pots distributed, no detail kept, labels as of their start.
create temp table plain_split as
with

machines as (

    select item.resource_key, charge.usage_date, charge.hour, sum(charge.effective_cost) as cost
    from bill.charge as charge
    inner join bill.item as item on item.item_key = charge.item_key
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
        and delivery.state = 'current'
    where charge.hour is not null
    group by item.resource_key, charge.usage_date, charge.hour

),

weights as (

    select
        pods.cluster, pods.namespace, pods.pod_key, pods.resource_key, pods.usage_date, pods.hour,
        machines.cost, node.cpu_capacity_core_microseconds as cpu_capacity,
        node.memory_capacity_byte_seconds as memory_capacity,
        greatest(pods.cpu_requested_core_microseconds, pods.cpu_used_core_microseconds) as cpu,
        greatest(pods.memory_requested_byte_seconds, pods.memory_used_byte_seconds) as memory
    from machines
    inner join usage.node_hour as node using (resource_key, usage_date, hour)
    inner join usage.pod_hour as pods using (resource_key, usage_date, hour)

),

running as (

    select
        weights.*,
        cost * 9 * cpu_capacity * 1073.741824 / (9 * cpu_capacity * 1073.741824 + memory_capacity) as cpu_cost,
        sum(cpu) over upto as cpu_upto,
        sum(memory) over upto as memory_upto,
        greatest(cpu_capacity, sum(cpu) over whole) as cpu_total,
        greatest(memory_capacity, sum(memory) over whole) as memory_total
    from weights
    window
        whole as (partition by resource_key, usage_date, hour),
        upto as (partition by resource_key, usage_date, hour order by cluster, pod_key)

),

shares as (

    select
        running.cluster, running.namespace, running.pod_key, running.usage_date,
        round(cpu_cost * cpu_upto / cpu_total, 18) - round(cpu_cost * (cpu_upto - cpu) / cpu_total, 18) as cpu_share,
        round((cost - cpu_cost) * memory_upto / memory_total, 18)
            - round((cost - cpu_cost) * (memory_upto - memory) / memory_total, 18) as memory_share
    from running

)

select
    shares.usage_date, shares.cluster, shares.namespace, labels.tenant, labels.tier, labels.commit, labels.owner,
    sum(shares.cpu_share) as cpu_cost, sum(shares.memory_share) as memory_cost
from shares
left join usage.cost_label as labels on labels.cluster = shares.cluster and labels.pod_key = shares.pod_key
group by
    shares.usage_date, shares.cluster, shares.namespace, labels.tenant, labels.tier, labels.commit, labels.owner;

select count(*) || ' rows, cpu ' || sum(cpu_cost) || ', memory ' || sum(memory_cost) from plain_split;
