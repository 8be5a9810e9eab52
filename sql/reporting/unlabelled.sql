-- What of month $1 in currency $2, as cost $3, lacks labels: namespaces' workloads, the ten most costly first: of each of the
-- teams $4, and, where $5 says so, of everybody (without report_team).
with

costs as (

    select
        report_team,
        namespace, workload, tenant, tier, commit, owner,
        case $3::text
            when 'billed' then direct_billed_cost
            when 'effective' then direct_effective_cost
            when 'contracted' then direct_contracted_cost
            when 'list' then direct_list_cost
        end as amount
    from report.month_cost as costs
    cross join lateral (
        select costs.team where costs.team = any ($4::text[])
        union all
        select null where $5::boolean
    ) as reports (report_team)
    where billing_month = $1::date and billing_currency = $2::text and workload is not null
        and (tenant is null or tier is null or commit is null or owner is null)

),

workloads as (

    select
        report_team,
        namespace,
        workload,
        concat_ws(
            ', ', case when bool_or(tenant is null) then 'tenant' end, case when bool_or(tier is null) then 'tier' end,
            case when bool_or(commit is null) then 'commit' end, case when bool_or(owner is null) then 'owner' end
        ) as missing,
        trim_scale(sum(amount)) as total
    from costs
    group by report_team, namespace, workload

),

final as (

    select
        *,
        row_number() over (
            partition by report_team order by total desc, namespace collate "C", workload collate "C"
        ) as place
    from workloads
    where total > 0

)

select report_team, namespace, workload, missing, total from final
where place <= 10
order by report_team, place
