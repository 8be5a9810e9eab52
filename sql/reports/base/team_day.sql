-- What each team cost day by day, by what the money went for; adjustments stand on their month's first day.
create view report.team_day as
with

-- Of columns as they are stored: what nobody asks for is then not worked out.
costs as (

    select
        billing_month, usage_date, billing_currency, team, kind,
        direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
        direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
    from cost.team_day
    union all
    select
        adjustment.billing_month, adjustment.billing_month, adjustment.billing_currency, adjustment.team, 'adjustment',
        sum(adjustment.billed_cost), 0,
        sum(adjustment.effective_cost), 0,
        sum(adjustment.contracted_cost), 0,
        sum(adjustment.list_cost), 0
    from report.adjustment as adjustment
    where adjustment.state in ('booked', 'approved')
    group by 1, 2, 3, 4, 5

)

select
    billing_month, usage_date, billing_currency, team, kind,
    trim_scale(direct_billed_cost) as direct_billed_cost,
    trim_scale(shared_billed_cost) as shared_billed_cost,
    trim_scale(direct_billed_cost + shared_billed_cost) as billed_cost,
    trim_scale(direct_effective_cost) as direct_effective_cost,
    trim_scale(shared_effective_cost) as shared_effective_cost,
    trim_scale(direct_effective_cost + shared_effective_cost) as effective_cost,
    trim_scale(direct_contracted_cost) as direct_contracted_cost,
    trim_scale(shared_contracted_cost) as shared_contracted_cost,
    trim_scale(direct_contracted_cost + shared_contracted_cost) as contracted_cost,
    trim_scale(direct_list_cost) as direct_list_cost,
    trim_scale(shared_list_cost) as shared_list_cost,
    trim_scale(direct_list_cost + shared_list_cost) as list_cost
from costs;

comment on view report.team_day is 'One row per UTC day, currency, team and kind; the sum of a month''s rows is its bill and its adjustments.';
comment on column report.team_day.billing_month is 'First day of the month whose bill it is from.';
comment on column report.team_day.usage_date is 'The UTC day the charge period starts on.';
comment on column report.team_day.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.team_day.team is 'The team that bears it; null where none is found.';
comment on column report.team_day.kind is 'What it is: cpu, memory, gpu, storage, network, load balancer, direct, idle, platform, sidecar, shared, commitment purchase, unused commitment, support, tax, credit, refund, adjustment, unallocated.';
comment on column report.team_day.direct_billed_cost is 'Billed cost that it caused itself.';
comment on column report.team_day.shared_billed_cost is 'Its shares of common pots, billed cost.';
comment on column report.team_day.billed_cost is 'Billed cost, direct and shared: what is invoiced.';
comment on column report.team_day.direct_effective_cost is 'Effective cost that it caused itself.';
comment on column report.team_day.shared_effective_cost is 'Its shares of common pots, effective cost.';
comment on column report.team_day.effective_cost is 'Effective cost, direct and shared: after spreading prepaid commitments over their use.';
comment on column report.team_day.direct_contracted_cost is 'Contracted cost that it caused itself.';
comment on column report.team_day.shared_contracted_cost is 'Its shares of common pots, contracted cost.';
comment on column report.team_day.contracted_cost is 'Contracted cost, direct and shared: at contracted prices, as far as the bill has them.';
comment on column report.team_day.direct_list_cost is 'List cost that it caused itself.';
comment on column report.team_day.shared_list_cost is 'Its shares of common pots, list cost.';
comment on column report.team_day.list_cost is 'List cost, direct and shared: at list prices, as far as the bill has them.';
