-- allocation_equals_bill: I-1, I-6: of each published month, what is allocated is what was charged, by resource, day and currency, for all four costs.
-- mart_equals_allocation: I-1: the published daily mart is the allocation, by day and every dimension that it has, for all four costs.
-- pod_days_equal_shares: I-1: what a pod costs on a day is the sum of its shares, for all four costs and of processors and memory.
-- The third part of one statement. It returns the names and values of the rows that break a promise, one by one.
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

pod_differences as (

    select
        $1::date as billing_month, usage_date, part, consumer,
        (
            select concat_ws('/', cluster, namespace, pod)
            from cost.consumer
            where consumer.billing_month = $1::date and consumer.part = pod_sides.part and consumer.consumer = pod_sides.consumer
            limit 1
        ) as pod,
        team, billing_currency,
        trim_scale(sum(cpu_effective_cost)) as cpu_effective_difference,
        trim_scale(sum(memory_effective_cost)) as memory_effective_difference,
        trim_scale(sum(billed_cost)) as billed_difference, trim_scale(sum(effective_cost)) as effective_difference,
        trim_scale(sum(contracted_cost)) as contracted_difference, trim_scale(sum(list_cost)) as list_difference
    from pod_sides
    group by usage_date, part, consumer, team, billing_currency
    having (sum(billed_cost), sum(effective_cost), sum(contracted_cost), sum(list_cost)) <> (0, 0, 0, 0)
        or (sum(cpu_effective_cost), sum(memory_effective_cost)) <> (0, 0)

),

final as (

    (select 'allocation_equals_bill' as check_name, row_to_json(bill_differences) as offender from bill_differences
    order by usage_date, resource_key, billing_currency limit 100)
    union all
    (select 'mart_equals_allocation', row_to_json(mart_differences) from mart_differences order by usage_date, team, kind limit 100)
    union all
    (select 'pod_days_equal_shares', row_to_json(pod_differences) from pod_differences order by usage_date, part, consumer limit 100)

)

select final.check_name, final.number, word.name, word.value
from (select check_name, offender, row_number() over () as number from final) as final
cross join lateral json_each_text(final.offender) with ordinality as word (name, value, place)
order by final.number, word.place
