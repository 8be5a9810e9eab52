-- What machines cost in effect, kept by publish: views of prices need not read all bills, and a closed month's prices stay.
create table cost.month_price (
    billing_month date not null,
    billing_currency text not null,
    provider text,
    service_name text,
    region_id text,
    instance_type text,
    purchase_option text not null constraint month_price_option check (purchase_option in ('on demand', 'committed', 'spot', 'unused')),
    vcpu numeric,
    gib numeric,
    clusters text[] not null,
    machine_count bigint not null,
    hours numeric not null,
    effective_cost numeric not null,
    list_cost numeric
);
create index month_price_month on cost.month_price (billing_month);

comment on table cost.month_price is 'One row per month, currency, provider, service, region, machine type and purchase option; and one per service of commitments that nobody used.';
comment on column cost.month_price.billing_month is 'First day of the month.';
comment on column cost.month_price.billing_currency is 'Currency.';
comment on column cost.month_price.provider is 'Provider.';
comment on column cost.month_price.service_name is 'The provider''s service.';
comment on column cost.month_price.region_id is 'Region.';
comment on column cost.month_price.instance_type is 'Machine type; null for unused commitments.';
comment on column cost.month_price.purchase_option is 'on demand, committed, spot, or unused for commitments that nobody used.';
comment on column cost.month_price.vcpu is 'vCPUs of a machine, as the bill says.';
comment on column cost.month_price.gib is 'Memory of a machine, as the bill says.';
comment on column cost.month_price.clusters is 'Clusters that such machines serve.';
comment on column cost.month_price.machine_count is 'How many machines.';
comment on column cost.month_price.hours is 'Hours of machines.';
comment on column cost.month_price.effective_cost is 'Effective cost.';
comment on column cost.month_price.list_cost is 'Cost at list prices.';

-- What is published already.
insert into cost.month_price (
    billing_month, billing_currency, provider, service_name, region_id, instance_type, purchase_option, vcpu, gib, clusters,
    machine_count, hours, effective_cost, list_cost
)
with

-- Words once per item, not once per line.
items as materialized (

    select
        item_key, billing_currency, coalesce(service_provider_name, host_provider_name, provider_name) as provider, service_name,
        region_id, resource_key, commitment_discount_status = 'Unused' as is_unused,
        coalesce(extras ->> 'x_instance_type', substring(sku_price_details from '"InstanceType"\s*:\s*"?([^",}]+)')) as instance_type,
        case
            when pricing_category = 'Dynamic' then 'spot'
            when commitment_discount_id is not null or pricing_category = 'Committed' then 'committed'
            else 'on demand'
        end as purchase_option,
        substring(coalesce(extras ->> 'x_vcpu', substring(sku_price_details from '"CoreCount"\s*:\s*"?([^",}]+)')) from '^[0-9]+(?:\.[0-9]+)?')::numeric as vcpu,
        substring(coalesce(extras ->> 'x_memory', substring(sku_price_details from '"MemorySize"\s*:\s*"?([^",}]+)')) from '^[0-9]+(?:\.[0-9]+)?')::numeric as gib
    from bill.item
    where
        commitment_discount_status = 'Unused'
        or (
            charge_category = 'Usage' and lower(consumed_unit) in ('hrs', 'hr', 'hour', 'hours', 'instance hours')
            and coalesce(extras ->> 'x_instance_type', substring(sku_price_details from '"InstanceType"\s*:\s*"?([^",}]+)')) is not null
        )

),

lines as (

    select
        delivery.billing_month, charge.item_key,
        case when charge.resource_id is null then items.resource_key else charge.resource_key end as resource_key,
        sum(charge.consumed_quantity) filter (where charge.consumed_quantity > 0) as hours,
        sum(charge.effective_cost) filter (where charge.consumed_quantity > 0) as effective_cost,
        sum(charge.list_cost) filter (where charge.consumed_quantity > 0) as list_cost,
        sum(charge.effective_cost) as all_effective_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join items on items.item_key = charge.item_key
    where delivery.delivery_id in (select unnest(period.delivery_ids) from cost.period as period)
    group by 1, 2, 3

),

kinds as (

    select
        lines.billing_month, items.billing_currency, items.provider, items.service_name, items.region_id, items.instance_type,
        items.purchase_option, items.vcpu, items.gib, lines.resource_key, lines.hours, lines.effective_cost, lines.list_cost
    from lines
    inner join items on items.item_key = lines.item_key
    where not coalesce(items.is_unused, false) and lines.resource_key <> '' and lines.hours > 0
    union all
    select
        lines.billing_month, items.billing_currency, items.provider, items.service_name, null, null, 'unused', null, null, null, 0,
        lines.all_effective_cost, 0
    from lines
    inner join items on items.item_key = lines.item_key
    where items.is_unused

)

select
    kinds.billing_month, kinds.billing_currency, kinds.provider, kinds.service_name, kinds.region_id, kinds.instance_type,
    kinds.purchase_option, max(kinds.vcpu), max(kinds.gib),
    coalesce(array_agg(distinct machine.cluster order by machine.cluster) filter (where machine.cluster is not null), '{}'),
    count(distinct kinds.resource_key), trim_scale(sum(kinds.hours)), trim_scale(sum(kinds.effective_cost)),
    trim_scale(sum(kinds.list_cost))
from kinds
left join cost.month_machine as machine
    on machine.billing_month = kinds.billing_month and machine.billing_currency = kinds.billing_currency
    and machine.resource_key = kinds.resource_key
group by 1, 2, 3, 4, 5, 6, 7;
