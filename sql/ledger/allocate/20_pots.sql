-- The charges of month $1, added up into pots. Node charges are divided by usage, whatever their item.
insert into work_pot (
    class, resource_key, basis_resource_key, usage_date, hour, started_at, ended_at, source, billing_account_id,
    sub_account_id, service_name, item_key, instance_family, billing_currency,
    billed_cost, effective_cost, contracted_cost, list_cost
)
with

-- Items whose charges become one pot where their moments are the same have one number: charges are added up by it, and not by
-- all these words for each.
items as materialized (

    select
        words.*,
        dense_rank() over (
            order by
                class collate "C", resource_key collate "C", basis_resource_key collate "C", sub_account_id collate "C",
                service_name collate "C", pot_item_key, instance_family collate "C", billing_currency collate "C"
        ) as number
    from (
        select
            item.item_key,
            work_item.class,
            coalesce(item.resource_key, '') as resource_key,
            case
                when work_item.class in ('node', 'node network', 'node disk', 'volume') then coalesce(item.resource_key, '')
                when work_item.class in ('load balancer', 'cluster network', 'pod') then place.place
            end as basis_resource_key,
            item.sub_account_id,
            item.service_name,
            -- Only charges that are divided by usage, or by nothing of their own words, forget their item.
            case when work_item.class in ('volume', 'direct', 'commitment negation', 'cluster fee', 'pod') then item.item_key end as pot_item_key,
            work_item.instance_family,
            item.billing_currency,
            -- Only what is divided by the hour is kept by the hour.
            work_item.class in ('node', 'node network', 'node disk', 'volume', 'commitment negation', 'pod') as is_hourly
        from work_item
        inner join bill.item as item on item.item_key = work_item.item_key
        left join usage.item_place as place on place.billing_month = $1::date and place.item_key = item.item_key
        -- A provider's split repeats money of other lines and has none of its own.
        where work_item.class <> 'provider split'
    ) as words

),

charges as (

    select
        items.number,
        charge.usage_date,
        case when items.is_hourly then charge.hour end as hour,
        case when items.is_hourly then charge.charge_period_started_at else charge.usage_date::timestamp at time zone 'UTC' end as started_at,
        case
            when items.is_hourly then charge.charge_period_ended_at
            -- What serves a cluster is divided by whole days, as many as its charge covers.
            when items.class in ('load balancer', 'cluster network') then greatest(
                charge.charge_period_ended_at, (charge.usage_date + 1)::timestamp at time zone 'UTC'
            )
            else (charge.usage_date + 1)::timestamp at time zone 'UTC'
        end as ended_at,
        delivery.source,
        delivery.billing_account_id,
        charge.billed_cost,
        charge.effective_cost,
        charge.contracted_cost,
        charge.list_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join items on items.item_key = charge.item_key
    where delivery.billing_month = $1::date and delivery.state = 'current'

),

sums as (

    select
        number, usage_date, hour, started_at, ended_at, source, billing_account_id,
        sum(billed_cost) as billed_cost,
        sum(effective_cost) as effective_cost,
        coalesce(sum(contracted_cost), 0) as contracted_cost,
        coalesce(sum(list_cost), 0) as list_cost
    from charges
    group by number, usage_date, hour, started_at, ended_at, source, billing_account_id

),

final as (

    select
        words.class, words.resource_key, words.basis_resource_key, sums.usage_date, sums.hour, sums.started_at, sums.ended_at,
        sums.source, sums.billing_account_id, words.sub_account_id, words.service_name, words.pot_item_key,
        words.instance_family, words.billing_currency,
        sums.billed_cost, sums.effective_cost, sums.contracted_cost, sums.list_cost
    from sums
    inner join (
        select distinct on (number)
            number, class, resource_key, basis_resource_key, sub_account_id, service_name, pot_item_key, instance_family,
            billing_currency
        from items
        order by number
    ) as words on words.number = sums.number

)

select * from final
