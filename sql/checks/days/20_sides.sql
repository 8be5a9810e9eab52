-- The second part of one statement: what is held against each other. One side counts against the other.
charges as (

    -- By item first: its words are looked up once, not once per line.
    select
        charge.item_key, charge.usage_date, sum(charge.billed_cost) as billed_cost, sum(charge.effective_cost) as effective_cost,
        sum(charge.contracted_cost) as contracted_cost, sum(charge.list_cost) as list_cost
    from bill.charge as charge
    inner join bill.delivery as delivery using (load_id, period_number)
    -- A closed month is held against the bills that it was closed with.
    inner join cost.period as period on period.billing_month = $1::date and delivery.delivery_id = any (period.delivery_ids)
    where charge.usage_date >= $2::date and charge.usage_date < $3::date
    group by charge.item_key, charge.usage_date

),

bill_sides as (

    select
        coalesce(item.resource_key, '') as resource_key, charges.usage_date, item.billing_currency,
        charges.billed_cost, charges.effective_cost, charges.contracted_cost, charges.list_cost
    from charges
    inner join bill.item as item using (item_key)
    union all
    select resource_key, usage_date, billing_currency, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.placement
    where billing_month = $1::date and usage_date >= $2::date and usage_date < $3::date
    union all
    select resource_key, usage_date, billing_currency, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from (
        select
            head, sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
            sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
        from known
        group by head
    ) as shared
    inner join places using (head)

),

mart_sides as (

    select
        usage_date, team, kind, billing_currency, source, rule, is_shared, reason, billing_account_id, sub_account_id, service_name,
        cluster, namespace, workload, tenant, tier, commit, owner, billed_cost, effective_cost, contracted_cost, list_cost
    from cost.placement
    where billing_month = $1::date and usage_date >= $2::date and usage_date < $3::date
    union all
    select
        usage_date, team, kind, billing_currency, source,
        case when kind = 'storage' and is_claim then 'volume of a claim' else rule end, false,
        case when team is null then 'no team rule matches' end, billing_account_id, sub_account_id, service_name,
        cluster, namespace, workload, tenant, tier, commit, owner, billed_cost, effective_cost, contracted_cost, list_cost
    from (
        select
            place, owner_number, sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
            sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
        from known
        group by place, owner_number
    ) as owned
    inner join (select distinct on (place) * from places) as each_place using (place)
    inner join owners using (owner_number)
    union all
    select
        usage_date, team, kind, billing_currency, source, rule, is_shared, reason, billing_account_id, sub_account_id, service_name,
        cluster, namespace, workload, tenant, tier, commit, owner, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.day
    where billing_month = $1::date and usage_date >= $2::date and usage_date < $3::date

),

-- Who a consumer is, is looked up for those rows alone that differ.
pod_sides as (

    select
        places.usage_date, known.part, known.consumer, owners.team, places.billing_currency,
        case when places.kind = 'cpu' then known.effective_cost else 0 end as cpu_effective_cost,
        case when places.kind = 'memory' then known.effective_cost else 0 end as memory_effective_cost,
        known.billed_cost, known.effective_cost, known.contracted_cost, known.list_cost
    from known
    inner join places using (head)
    inner join owners using (owner_number)
    union all
    select
        usage_date, part, consumer, team, billing_currency, -cpu_effective_cost, -memory_effective_cost,
        -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.pod_day
    where billing_month = $1::date and usage_date >= $2::date and usage_date < $3::date

),
