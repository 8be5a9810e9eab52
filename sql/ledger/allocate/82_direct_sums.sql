-- What machines and volumes cost their consumers on a day: the parts added up over its windows. From here on the ledger
-- goes by these sums; the parts themselves are kept as they are.
insert into work_direct (pot, kind, consumer, billed_cost, effective_cost, contracted_cost, list_cost)
with

-- A pot stands for those that differ from it in nothing but their hour.
pots as (

    select
        pot.pot,
        min(pot.pot) over (
            partition by
                pot.usage_date, pot.resource_key collate "C", pot.class collate "C", pot.basis_resource_key collate "C",
                pot.source collate "C", pot.billing_account_id collate "C", pot.sub_account_id collate "C",
                pot.service_name collate "C", pot.billing_currency collate "C", work_window.cluster collate "C"
        ) as day_pot
    from work_pot as pot
    inner join work_window
        on work_window.resource_key = pot.basis_resource_key
        and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at

),

-- Equal costs are kept once, and added up once.
sums as (

    select
        day_pot, kind, consumer, is_billed, is_contracted, is_list,
        sum(billed_cost) as billed_cost, coalesce(sum(effective_cost), 0) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from (
        -- Side by side; what is shorter ends in nulls.
        select
            pots.day_pot, share.kind,
            share.billed_cost is null as is_billed, share.contracted_cost is null as is_contracted,
            share.list_cost is null as is_list,
            unnest(share.consumers) as consumer, unnest(share.billed_cost) as billed_cost,
            unnest(share.effective_cost) as effective_cost, unnest(share.contracted_cost) as contracted_cost,
            unnest(share.list_cost) as list_cost
        from work_share as share
        inner join pots on pots.pot = share.pot
    ) as parts
    group by day_pot, kind, consumer, is_billed, is_contracted, is_list

),

final as (

    select
        day_pot, kind, consumer,
        sum(case when is_billed then effective_cost else coalesce(billed_cost, 0) end) as billed_cost,
        sum(effective_cost) as effective_cost,
        sum(case when is_contracted then effective_cost else coalesce(contracted_cost, 0) end) as contracted_cost,
        sum(case when is_list then effective_cost else coalesce(list_cost, 0) end) as list_cost
    from sums
    group by day_pot, kind, consumer

)

select * from final
