-- How well a month is allocated, in figures that can be followed from month to month.
create view report.allocation_kpi as
with

months as (

    select
        billing_month, billing_currency,
        sum(effective_cost) as effective_cost,
        coalesce(sum(effective_cost) filter (where team is not null), 0) as with_team,
        coalesce(sum(effective_cost) filter (where team is not null and not is_shared), 0) as direct_with_team
    from report.day
    where kind <> 'adjustment' or source <> 'manual'
    group by billing_month, billing_currency

),

reasons as (

    select
        unallocated.billing_month, unallocated.billing_currency,
        jsonb_object_agg(reason, trim_scale(unallocated.effective_cost)) as by_reason,
        jsonb_object_agg(reason, round(unallocated.effective_cost / nullif(months.effective_cost, 0), 6)) as share_by_reason
    from (
        select billing_month, billing_currency, reason, sum(effective_cost) as effective_cost
        from report.day
        -- What people book by hand is no merit or fault of the allocation.
        where team is null and (kind <> 'adjustment' or source <> 'manual')
        group by billing_month, billing_currency, reason
    ) as unallocated
    inner join months
        on months.billing_month = unallocated.billing_month and months.billing_currency = unallocated.billing_currency
    group by unallocated.billing_month, unallocated.billing_currency

),

loads as (

    select delivery.billing_month, max(load.loaded_at) as loaded_at
    from bill.delivery as delivery
    inner join bill.load as load on load.load_id = delivery.load_id
    inner join cost.period as period
        on period.billing_month = delivery.billing_month and delivery.delivery_id = any (period.delivery_ids)
    group by delivery.billing_month

),

final as (

    select
        months.billing_month, months.billing_currency,
        trim_scale(months.effective_cost) as effective_cost,
        trim_scale(months.with_team) as allocated_cost,
        round(months.with_team / nullif(months.effective_cost, 0), 6) as allocated,
        round(months.direct_with_team / nullif(months.effective_cost, 0), 6) as allocated_directly,
        round(1 - months.with_team / nullif(months.effective_cost, 0), 6) as unallocated,
        coalesce(reasons.by_reason, '{}'::jsonb) as unallocated_by_reason,
        coalesce(reasons.share_by_reason, '{}'::jsonb) as unallocated_share_by_reason,
        period.published_at - loads.loaded_at as time_to_allocate,
        extract(epoch from period.published_at - (months.billing_month + interval '1 month')::date::timestamp at time zone 'UTC') / 86400
            as published_days_after_end
    from months
    left join reasons on reasons.billing_month = months.billing_month and reasons.billing_currency = months.billing_currency
    left join cost.period as period on period.billing_month = months.billing_month
    left join loads on loads.billing_month = months.billing_month

)

select
    billing_month, billing_currency, effective_cost, allocated_cost, allocated, allocated_directly, unallocated,
    unallocated_by_reason, time_to_allocate, round(published_days_after_end, 2) as published_days_after_end,
    unallocated_share_by_reason
from final;

comment on view report.allocation_kpi is 'One row per month and currency: how much of the bill has a team, why the rest has none, and how soon.';
comment on column report.allocation_kpi.billing_month is 'First day of the month.';
comment on column report.allocation_kpi.billing_currency is 'The currency.';
comment on column report.allocation_kpi.effective_cost is 'Effective cost of the month, with adjustments of earlier ones; without those by hand, which add up to nought.';
comment on column report.allocation_kpi.allocated_cost is 'What has a team.';
comment on column report.allocation_kpi.allocated is 'The same as a part of the whole, 0 to 1.';
comment on column report.allocation_kpi.allocated_directly is 'What a team caused itself, as a part of the whole.';
comment on column report.allocation_kpi.unallocated is 'What has no team, as a part of the whole.';
comment on column report.allocation_kpi.unallocated_by_reason is 'The amount without a team by reason; they add up to effective_cost less allocated_cost.';
comment on column report.allocation_kpi.time_to_allocate is 'From the last bill''s arrival to publication.';
comment on column report.allocation_kpi.published_days_after_end is 'Days from the month''s end to its last publication; below nought while it runs.';
comment on column report.allocation_kpi.unallocated_share_by_reason is 'The same amounts as parts of the whole, 0 to 1: they add up to unallocated, but for rounding.';
