-- What each machine of a published month cost and how much of it was idle, kept by publish: reports need not read the allocation.
create table cost.month_machine (
    billing_month date not null,
    billing_currency text not null,
    cluster text not null,
    node text not null,
    resource_key text not null,
    idle_billed_cost numeric not null,
    idle_effective_cost numeric not null,
    idle_contracted_cost numeric not null,
    idle_list_cost numeric not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null,
    constraint month_machine_pkey primary key (billing_month, billing_currency, resource_key)
);

comment on table cost.month_machine is 'One row per month, currency and machine of a cluster: what it cost, and how much of that was idle.';
comment on column cost.month_machine.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.month_machine.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.month_machine.cluster is 'The machine''s cluster.';
comment on column cost.month_machine.node is 'The name, or names, that the machine had as a node.';
comment on column cost.month_machine.resource_key is 'The machine as clusters and bills both name it.';
comment on column cost.month_machine.idle_billed_cost is 'Billed cost of its capacity that nobody requested or used.';
comment on column cost.month_machine.idle_effective_cost is 'Effective cost of its capacity that nobody requested or used.';
comment on column cost.month_machine.idle_contracted_cost is 'Contracted cost of its capacity that nobody requested or used.';
comment on column cost.month_machine.idle_list_cost is 'List cost of its capacity that nobody requested or used.';
comment on column cost.month_machine.billed_cost is 'Billed cost of the machine, idle or not.';
comment on column cost.month_machine.effective_cost is 'Effective cost of the machine, idle or not.';
comment on column cost.month_machine.contracted_cost is 'Contracted cost of the machine, idle or not.';
comment on column cost.month_machine.list_cost is 'List cost of the machine, idle or not.';

-- What is published already.
insert into cost.month_machine (
    billing_month, billing_currency, cluster, node, resource_key, idle_billed_cost, idle_effective_cost, idle_contracted_cost,
    idle_list_cost, billed_cost, effective_cost, contracted_cost, list_cost
)
with

machines as (

    select
        resource_key, string_agg(distinct cluster, ', ') as cluster, string_agg(distinct node, ', ') as node
    from usage.node_hour
    where resource_key <> ''
    group by resource_key

),

-- What a machine cost is what the bill says of it: allocation and bill are equal by resource.
costs as (

    select
        period.billing_month as billing_month, item.billing_currency, item.resource_key,
        sum(charge.billed_cost) as billed_cost, sum(charge.effective_cost) as effective_cost,
        sum(coalesce(charge.contracted_cost, 0)) as contracted_cost, sum(coalesce(charge.list_cost, 0)) as list_cost
    from cost.period as period
    inner join bill.delivery as delivery on delivery.delivery_id = any (period.delivery_ids)
    inner join bill.charge as charge
        on charge.load_id = delivery.load_id and charge.period_number = delivery.period_number
    inner join bill.item as item on item.item_key = charge.item_key
    where item.resource_key in (select resource_key from machines)
    group by 1, 2, 3

),

idle as (

    select
        billing_month, billing_currency, resource_key,
        sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from cost.placement
    where kind = 'idle' and resource_key <> ''
    group by billing_month, billing_currency, resource_key

)

select
    costs.billing_month, costs.billing_currency, machines.cluster, machines.node, costs.resource_key,
    trim_scale(coalesce(idle.billed_cost, 0)), trim_scale(coalesce(idle.effective_cost, 0)),
    trim_scale(coalesce(idle.contracted_cost, 0)), trim_scale(coalesce(idle.list_cost, 0)),
    trim_scale(costs.billed_cost), trim_scale(costs.effective_cost),
    trim_scale(costs.contracted_cost), trim_scale(costs.list_cost)
from costs
inner join machines on machines.resource_key = costs.resource_key
left join idle
    on idle.billing_month = costs.billing_month and idle.billing_currency = costs.billing_currency
    and idle.resource_key = costs.resource_key;
