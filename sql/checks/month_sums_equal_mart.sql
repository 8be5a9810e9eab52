-- The sums of the published mart are its sums: row by row those of the month, of its dimensions and of its teams' days. Which
-- environment a cost is of, the configuration says: of those the teams' sums are looked at.
with

months as materialized (

    select
        billing_month, billing_currency, team, tenant, tier, commit, owner, cluster, namespace, workload, service_name as service,
        coalesce(sub_account_id, billing_account_id) as account, kind, reason, is_shared,
        sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost, sum(contracted_cost) as contracted_cost,
        sum(list_cost) as list_cost
    from cost.day
    where billing_month = coalesce($1::date, billing_month)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15

),

-- What is stored counts, what it should be counts against it.
both_sides as (

    select
        'month_cost' as dimension, billing_month, billing_currency, array[
            team, tenant, tier, commit, owner, cluster, namespace, workload, service, account, kind, reason
        ] as names, false as is_shared, direct_billed_cost as billed_cost, direct_effective_cost as effective_cost,
        direct_contracted_cost as contracted_cost, direct_list_cost as list_cost,
        shared_billed_cost, shared_effective_cost, shared_contracted_cost, shared_list_cost
    from cost.month_cost
    where billing_month = coalesce($1::date, billing_month)
    union all
    select
        'month_cost', billing_month, billing_currency,
        array[team, tenant, tier, commit, owner, cluster, namespace, workload, service, account, kind, reason],
        is_shared, -billed_cost, -effective_cost, -contracted_cost, -list_cost, 0, 0, 0, 0
    from months
    union all
    select
        dimension, billing_month, billing_currency, array[case when dimension <> 'environment' then name end, second_name, team],
        false, direct_billed_cost,
        direct_effective_cost, direct_contracted_cost, direct_list_cost,
        shared_billed_cost, shared_effective_cost, shared_contracted_cost, shared_list_cost
    from cost.month_breakdown
    where billing_month = coalesce($1::date, billing_month)
    union all
    select
        each.dimension, billing_month, billing_currency, array[each.name, each.second_name, team], is_shared,
        -billed_cost, -effective_cost, -contracted_cost, -list_cost, 0, 0, 0, 0
    from months
    cross join lateral (
        values
            ('team', team, null::text), ('tenant', tenant, null), ('tier', tier, null), ('commit', commit, null),
            ('owner', owner, null), ('namespace', namespace, null), ('service', service, null), ('kind', kind, null),
            ('reason', reason, null), ('tenant and tier', tenant, tier), ('commit and owner', commit, owner),
            ('namespace and workload', namespace, workload), ('account and service', account, service),
            ('cluster', cluster, null), ('environment', null, null)
    ) as each (dimension, name, second_name)
    union all
    select
        'team_day', billing_month, billing_currency, array[usage_date::text, team, kind], false, direct_billed_cost,
        direct_effective_cost, direct_contracted_cost, direct_list_cost,
        shared_billed_cost, shared_effective_cost, shared_contracted_cost, shared_list_cost
    from cost.team_day
    where billing_month = coalesce($1::date, billing_month)
    union all
    select
        'team_day', billing_month, billing_currency, array[usage_date::text, team, kind], is_shared,
        -sum(billed_cost), -sum(effective_cost), -sum(contracted_cost), -sum(list_cost), 0, 0, 0, 0
    from cost.day
    where billing_month = coalesce($1::date, billing_month)
    group by billing_month, billing_currency, usage_date, team, kind, is_shared

),

final as (

    select
        billing_month, billing_currency, dimension, array_to_string(names, ' | ', '-') as names,
        case when each.is_shared then 'shared' else 'direct' end as part,
        trim_scale(sum(each.billed_cost)) as billed_difference, trim_scale(sum(each.effective_cost)) as effective_difference,
        trim_scale(sum(each.contracted_cost)) as contracted_difference, trim_scale(sum(each.list_cost)) as list_difference
    from both_sides
    cross join lateral (
        values
            (both_sides.is_shared, both_sides.billed_cost, both_sides.effective_cost, both_sides.contracted_cost, both_sides.list_cost),
            (true, shared_billed_cost, shared_effective_cost, shared_contracted_cost, shared_list_cost)
    ) as each (is_shared, billed_cost, effective_cost, contracted_cost, list_cost)
    group by billing_month, billing_currency, dimension, both_sides.names, each.is_shared
    having (sum(each.billed_cost), sum(each.effective_cost), sum(each.contracted_cost), sum(each.list_cost)) <> (0, 0, 0, 0)

)

select * from final
order by billing_month, billing_currency, dimension, names
limit 100
