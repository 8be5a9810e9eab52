-- The month's costs, adjustments among them, by each dimension alone, for those who choose the dimension with a parameter.
create view report.month_breakdown as
with

-- Of columns as they are stored: what nobody asks for is then not worked out.
costs as (

    select
        billing_month, billing_currency, dimension, name, second_name, team,
        direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
        direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
    from cost.month_breakdown
    union all
    select
        adjustment.billing_month, adjustment.billing_currency, breakdown.dimension, breakdown.name, breakdown.second_name,
        adjustment.team,
        sum(adjustment.billed_cost), 0,
        sum(adjustment.effective_cost), 0,
        sum(adjustment.contracted_cost), 0,
        sum(adjustment.list_cost), 0
    from report.adjustment as adjustment
    cross join lateral (
        values
            ('team', adjustment.team, null::text),
            ('tenant', adjustment.tenant, null),
            ('tier', adjustment.tier, null),
            ('commit', adjustment.commit, null),
            ('owner', adjustment.owner, null),
            ('namespace', adjustment.namespace, null),
            ('service', adjustment.service, null),
            ('kind', 'adjustment', null),
            ('reason', adjustment.reason, null),
            ('cluster', adjustment.cluster, null),
            ('environment', null, null),
            ('tenant and tier', adjustment.tenant, adjustment.tier),
            ('commit and owner', adjustment.commit, adjustment.owner),
            ('namespace and workload', adjustment.namespace, null),
            ('account and service', coalesce(adjustment.sub_account_id, adjustment.billing_account_id), adjustment.service)
    ) as breakdown (dimension, name, second_name)
    where adjustment.state in ('booked', 'approved')
    group by 1, 2, 3, 4, 5, 6

)

select
    billing_month, billing_currency, dimension, name, second_name, team,
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

comment on view report.month_breakdown is
    'One row per month, currency, dimension, its value and team: name a dimension, or every cost is there many times over.';
comment on column report.month_breakdown.billing_month is 'First day of the month whose bill it is from.';
comment on column report.month_breakdown.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.month_breakdown.dimension is 'By what: team, tenant, tier, commit, owner, namespace, service, kind, reason, cluster, environment (of the configuration), tenant and tier, commit and owner, namespace and workload, account and service.';
comment on column report.month_breakdown.name is 'The dimension''s value, e.g. the tenant; null where a cost has none.';
comment on column report.month_breakdown.second_name is 'The second value of a dimension of two, e.g. the tier of tenant and tier, or null.';
comment on column report.month_breakdown.team is 'The team that bears it; null where none is found.';
comment on column report.month_breakdown.direct_billed_cost is 'Billed cost that it caused itself.';
comment on column report.month_breakdown.shared_billed_cost is 'Its shares of common pots, billed cost.';
comment on column report.month_breakdown.billed_cost is 'Billed cost, direct and shared: what is invoiced.';
comment on column report.month_breakdown.direct_effective_cost is 'Effective cost that it caused itself.';
comment on column report.month_breakdown.shared_effective_cost is 'Its shares of common pots, effective cost.';
comment on column report.month_breakdown.effective_cost is 'Effective cost, direct and shared: after spreading prepaid commitments over their use.';
comment on column report.month_breakdown.direct_contracted_cost is 'Contracted cost that it caused itself.';
comment on column report.month_breakdown.shared_contracted_cost is 'Its shares of common pots, contracted cost.';
comment on column report.month_breakdown.contracted_cost is 'Contracted cost, direct and shared: at contracted prices, as far as the bill has them.';
comment on column report.month_breakdown.direct_list_cost is 'List cost that it caused itself.';
comment on column report.month_breakdown.shared_list_cost is 'Its shares of common pots, list cost.';
comment on column report.month_breakdown.list_cost is 'List cost, direct and shared: at list prices, as far as the bill has them.';
