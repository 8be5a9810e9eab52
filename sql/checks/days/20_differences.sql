-- allocation_equals_bill: I-1, I-6: of each published month, what is allocated is what was charged, by resource, day and currency, for all four costs.
-- mart_equals_allocation: I-1: the published daily mart is the allocation, by day and every dimension that it has, for all four costs.
-- The second part of one statement. It returns the names and values of the rows that break a promise, one by one.
bill_sides as (

    select
        coalesce(item.resource_key, '') as resource_key, charge.usage_date, item.billing_currency,
        charge.billed_cost, charge.effective_cost, charge.contracted_cost, charge.list_cost
    from bill.charge as charge
    inner join bill.item as item using (item_key)
    inner join bill.delivery as delivery using (load_id, period_number)
    -- A closed month is held against the bills that it was closed with.
    inner join cost.period as period on period.billing_month = $1::date and delivery.delivery_id = any (period.delivery_ids)
    where charge.usage_date >= $2::date and charge.usage_date < $3::date
    union all
    select resource_key, usage_date, billing_currency, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.placement
    where billing_month = $1::date and usage_date >= $2::date and usage_date < $3::date
    union all
    select resource_key, usage_date, billing_currency, -sum(billed_cost), -sum(effective_cost), -sum(contracted_cost), -sum(list_cost)
    from known
    inner join places using (head)
    group by known.head, resource_key, usage_date, billing_currency

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

bill_differences as (

    select
        $1::date as billing_month, resource_key, usage_date, billing_currency,
        trim_scale(sum(billed_cost)) as billed_not_allocated, trim_scale(sum(effective_cost)) as effective_not_allocated,
        trim_scale(coalesce(sum(contracted_cost), 0)) as contracted_not_allocated,
        trim_scale(coalesce(sum(list_cost), 0)) as list_not_allocated
    from bill_sides
    group by resource_key, usage_date, billing_currency
    having (sum(billed_cost), sum(effective_cost), coalesce(sum(contracted_cost), 0), coalesce(sum(list_cost), 0)) <> (0, 0, 0, 0)

),

mart_differences as (

    select
        $1::date as billing_month, mart_sides.usage_date, team, kind, billing_currency, source, rule, is_shared, reason,
        billing_account_id, sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner,
        trim_scale(sum(billed_cost)) as billed_difference, trim_scale(sum(effective_cost)) as effective_difference,
        trim_scale(sum(contracted_cost)) as contracted_difference, trim_scale(sum(list_cost)) as list_difference
    from mart_sides
    group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
    having (sum(billed_cost), sum(effective_cost), sum(contracted_cost), sum(list_cost)) <> (0, 0, 0, 0)

),

final as (

    (select 'allocation_equals_bill' as check_name, row_to_json(bill_differences) as offender from bill_differences
    order by usage_date, resource_key, billing_currency limit 100)
    union all
    (select 'mart_equals_allocation', row_to_json(mart_differences) from mart_differences order by usage_date, team, kind limit 100)

)

select final.check_name, final.number, word.name, word.value
from (select check_name, offender, row_number() over () as number from final) as final
cross join lateral json_each_text(final.offender) with ordinality as word (name, value, place)
order by final.number, word.place
