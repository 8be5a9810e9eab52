-- What of month $1 in currency $2, as cost $3, lacks labels, of team $4 where it is given: namespaces' workloads, the most costly first.
with

costs as (

    select
        namespace, workload, tenant, tier, commit, owner,
        case $3::text
            when 'billed' then direct_billed_cost
            when 'effective' then direct_effective_cost
            when 'contracted' then direct_contracted_cost
            when 'list' then direct_list_cost
        end as amount
    from report.month_cost
    where billing_month = $1::date and billing_currency = $2::text and workload is not null
        and ($4::text is null or team = $4::text)
        and (tenant is null or tier is null or commit is null or owner is null)

),

final as (

    select
        namespace, workload,
        concat_ws(
            ', ', case when bool_or(tenant is null) then 'tenant' end, case when bool_or(tier is null) then 'tier' end,
            case when bool_or(commit is null) then 'commit' end, case when bool_or(owner is null) then 'owner' end
        ) as missing,
        trim_scale(sum(amount)) as total
    from costs
    group by namespace, workload

)

select * from final
where total > 0
order by total desc, namespace collate "C", workload collate "C"
limit 10
