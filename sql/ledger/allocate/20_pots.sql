-- The charges of month $1, added up into pots. Node charges are divided by usage, whatever their item.
insert into work_pot (
    class, resource_key, basis_resource_key, usage_date, hour, started_at, ended_at, source, billing_account_id,
    sub_account_id, service_name, item_key, instance_family, billing_currency,
    billed_cost, effective_cost, contracted_cost, list_cost
)
with

charges as (

    select
        work_item.class,
        coalesce(item.resource_key, '') as resource_key,
        charge.usage_date,
        charge.hour,
        charge.charge_period_started_at as started_at,
        charge.charge_period_ended_at as ended_at,
        delivery.source,
        delivery.billing_account_id,
        item.sub_account_id,
        item.service_name,
        -- Only charges that are divided by usage, or by nothing of their own words, forget their item.
        case when work_item.class in ('volume', 'direct', 'commitment negation', 'cluster fee', 'pod') then item.item_key end as item_key,
        place.place,
        work_item.instance_family,
        item.billing_currency,
        charge.billed_cost,
        charge.effective_cost,
        charge.contracted_cost,
        charge.list_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join bill.item as item on item.item_key = charge.item_key
    inner join work_item on work_item.item_key = charge.item_key
    left join usage.item_place as place on place.billing_month = $1::date and place.item_key = charge.item_key
    -- A provider's split repeats money of other lines and has none of its own.
    where delivery.billing_month = $1::date and delivery.state = 'current' and work_item.class <> 'provider split'

),

final as (

    select
        class,
        resource_key,
        case
            when class in ('node', 'node network', 'node disk', 'volume') then resource_key
            when class in ('load balancer', 'cluster network', 'pod') then place
        end as basis_resource_key,
        usage_date,
        -- Only what is divided by the hour is kept by the hour.
        case when class in ('node', 'node network', 'node disk', 'volume', 'commitment negation', 'pod') then hour end as hour,
        case when class in ('node', 'node network', 'node disk', 'volume', 'commitment negation', 'pod') then started_at
            else usage_date::timestamp at time zone 'UTC' end as started_at,
        case
            when class in ('node', 'node network', 'node disk', 'volume', 'commitment negation', 'pod') then ended_at
            -- What serves a cluster is divided by whole days, as many as its charge covers.
            when class in ('load balancer', 'cluster network') then greatest(
                ended_at, (usage_date + 1)::timestamp at time zone 'UTC'
            )
            else (usage_date + 1)::timestamp at time zone 'UTC'
        end as ended_at,
        source,
        billing_account_id,
        sub_account_id,
        service_name,
        item_key,
        instance_family,
        billing_currency,
        sum(billed_cost) as billed_cost,
        sum(effective_cost) as effective_cost,
        coalesce(sum(contracted_cost), 0) as contracted_cost,
        coalesce(sum(list_cost), 0) as list_cost
    from charges
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14

)

select * from final
