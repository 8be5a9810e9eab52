-- Where the allocation at hand, worked out anew, is not what is published of month $1, row by row.
with

both_sides as (

    select
        source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id, sub_account_id, service_name,
        cluster, namespace, workload, tenant, tier, commit, owner, team,
        billed_cost, effective_cost, contracted_cost, list_cost
    from work_day
    where billing_month = $1::date
    union all
    select
        source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id, sub_account_id, service_name,
        cluster, namespace, workload, tenant, tier, commit, owner, team,
        -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.day
    where billing_month = $1::date

),

final as (

    select
        usage_date, team, kind, rule, reason, cluster, namespace, tenant, tier, commit, owner, service_name, billing_currency,
        trim_scale(sum(billed_cost)) as billed_difference, trim_scale(sum(effective_cost)) as effective_difference,
        trim_scale(sum(contracted_cost)) as contracted_difference, trim_scale(sum(list_cost)) as list_difference
    from both_sides
    group by source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id, sub_account_id, service_name,
        cluster, namespace, workload, tenant, tier, commit, owner, team

)

select * from final
where billed_difference <> 0 or effective_difference <> 0 or contracted_difference <> 0 or list_difference <> 0
order by usage_date, team collate "C", kind collate "C"
limit 100
