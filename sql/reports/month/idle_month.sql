-- What idle capacity cost, by machine.
create view report.idle_month as
with

allocations as (

    select
        billing_month, billing_currency, resource_key, kind,
        billed_cost, effective_cost, contracted_cost, list_cost
    from cost.allocation
    where resource_key <> ''

),

nodes as (

    select resource_key, string_agg(distinct cluster, ', ') as cluster, string_agg(distinct node, ', ') as node
    from usage.node_hour
    group by resource_key

),

machines as (

    select
        billing_month,
        billing_currency,
        resource_key,
        coalesce(sum(billed_cost) filter (where kind = 'idle'), 0) as idle_billed_cost,
        coalesce(sum(effective_cost) filter (where kind = 'idle'), 0) as idle_effective_cost,
        coalesce(sum(contracted_cost) filter (where kind = 'idle'), 0) as idle_contracted_cost,
        coalesce(sum(list_cost) filter (where kind = 'idle'), 0) as idle_list_cost,
        sum(billed_cost) as billed_cost,
        sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost,
        sum(list_cost) as list_cost
    from allocations
    group by billing_month, billing_currency, resource_key

),

final as (

    select
        machines.billing_month,
        machines.billing_currency,
        nodes.cluster,
        nodes.node,
        machines.resource_key,
        trim_scale(machines.idle_billed_cost) as idle_billed_cost,
        trim_scale(machines.idle_effective_cost) as idle_effective_cost,
        trim_scale(machines.idle_contracted_cost) as idle_contracted_cost,
        trim_scale(machines.idle_list_cost) as idle_list_cost,
        trim_scale(machines.billed_cost) as billed_cost,
        trim_scale(machines.effective_cost) as effective_cost,
        trim_scale(machines.contracted_cost) as contracted_cost,
        trim_scale(machines.list_cost) as list_cost
    from machines
    inner join nodes on nodes.resource_key = machines.resource_key

)

select * from final;

comment on view report.idle_month is
    'One row per month, currency and machine of a cluster: what it cost, and how much of that was idle, whoever bears it.';
comment on column report.idle_month.billing_month is 'First day of the month whose bill it is from.';
comment on column report.idle_month.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.idle_month.cluster is 'The machine''s cluster.';
comment on column report.idle_month.node is 'The name, or names, that the machine had as a node.';
comment on column report.idle_month.resource_key is 'The machine as clusters and bills both name it.';
comment on column report.idle_month.idle_billed_cost is 'Billed cost of its capacity that nobody requested or used.';
comment on column report.idle_month.idle_effective_cost is 'Effective cost of its capacity that nobody requested or used.';
comment on column report.idle_month.idle_contracted_cost is 'Contracted cost of its capacity that nobody requested or used.';
comment on column report.idle_month.idle_list_cost is 'List cost of its capacity that nobody requested or used.';
comment on column report.idle_month.billed_cost is 'Billed cost of the machine, idle or not.';
comment on column report.idle_month.effective_cost is 'Effective cost of the machine, idle or not.';
comment on column report.idle_month.contracted_cost is 'Contracted cost of the machine, idle or not.';
comment on column report.idle_month.list_cost is 'List cost of the machine, idle or not.';
