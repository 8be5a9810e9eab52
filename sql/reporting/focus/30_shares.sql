-- The allocation of month $1 in the days [$2, $3), in currency $4 where it is given. Consumers stand in the order of
-- their keys' bytes, those that nobody bears last.
insert into focus_share (
    share, consumer, usage_date, group_key, hour, family, words, resource_key, cluster, namespace, workload, pod, pod_key,
    tenant, tier, commit, owner, team, kind, is_shared, reason, rule,
    billed_cost, effective_cost, contracted_cost, list_cost
)
with

allocations as (

    select
        usage_date,
        array[
            usage_date::text, resource_key, billing_currency, source, billing_account_id, sub_account_id, service
        ] as group_key,
        hour, resource_key, cluster, namespace, workload, pod, pod_key, tenant, tier, commit, owner, team,
        kind, is_shared, reason, rule,
        sum(billed_cost) as billed_cost,
        sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost,
        sum(list_cost) as list_cost
    from report.allocation
    where billing_month = $1::date and usage_date >= $2::date and usage_date < $3::date
        and ($4::text is null or billing_currency = $4::text)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18

),

families as (

    select
        allocations.*,
        -- The class of the lines that it is a share of (cost.charge_class); null where it is of several.
        case
            when is_shared then case kind when 'shared' then 'commitment negation' when 'control plane' then 'cluster fee' else kind end
            when rule = 'pod of its own' then 'pod'
            when rule like 'traffic of a cluster %' then 'cluster network'
            when rule like 'local disk of a node %' then 'node disk'
            when kind in ('cpu', 'memory', 'gpu') then 'node'
            when kind = 'network' then 'node network'
            when kind = 'storage' then 'volume'
            when reason in ('no usage', 'volume without a claim') then null
            when kind in ('direct', 'unallocated') then 'direct'
            else kind
        end as family,
        -- Another consumer is another row of the export.
        array[
            case when team is null then '1' else '0' end, team, is_shared::text, cluster, namespace, workload, pod_key,
            tenant, tier, commit, owner, reason
        ] as consumer_key
    from allocations

),

final as (

    select
        row_number() over (
            order by consumer_key collate "C", kind collate "C", rule collate "C", hour, group_key collate "C"
        ) as share,
        dense_rank() over (order by consumer_key collate "C") as consumer,
        usage_date, group_key, hour, family,
        case when family = 'direct' then array[tenant, tier, commit, owner, team] end as words,
        resource_key, cluster, namespace, workload, pod, pod_key, tenant, tier, commit, owner, team,
        kind, is_shared, reason, rule, billed_cost, effective_cost, contracted_cost, list_cost
    from families

)

select * from final
