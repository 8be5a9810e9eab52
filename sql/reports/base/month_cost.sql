-- The month's costs by every dimension that reports have, direct and shared apart, with the adjustments that the month shows.
create view report.month_cost as
with

-- Of columns as they are stored: what nobody asks for is then not worked out.
costs as (

    select
        billing_month, billing_currency, team, tenant, tier, commit, owner, cluster, namespace, workload, service, account, kind, reason,
        direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
        direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
    from cost.month_cost
    union all
    select
        adjustment.billing_month, adjustment.billing_currency, adjustment.team, adjustment.tenant, adjustment.tier, adjustment.commit,
        adjustment.owner, adjustment.cluster, adjustment.namespace, null, adjustment.service,
        coalesce(adjustment.sub_account_id, adjustment.billing_account_id), 'adjustment', adjustment.reason,
        sum(adjustment.billed_cost), 0,
        sum(adjustment.effective_cost), 0,
        sum(adjustment.contracted_cost), 0,
        sum(adjustment.list_cost), 0
    from report.adjustment as adjustment
    where adjustment.state in ('booked', 'approved')
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14

)

select
    billing_month, billing_currency, team, tenant, tier, commit, owner, cluster, namespace, workload, service, account, kind, reason,
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

comment on view report.month_cost is
    'One row per month, currency and set of the dimensions that reports have; the sum of its rows is the bill and the adjustments that the month shows.';
comment on column report.month_cost.billing_month is 'First day of the month whose bill it is from.';
comment on column report.month_cost.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.month_cost.team is 'The team that bears it; null where none is found, and then reason says why.';
comment on column report.month_cost.tenant is 'For whom it was spent, or null.';
comment on column report.month_cost.tier is 'At which service tier, or null.';
comment on column report.month_cost.commit is 'Which version of the code, or null.';
comment on column report.month_cost.owner is 'Who answers for it, or null.';
comment on column report.month_cost.cluster is 'The cluster, or null.';
comment on column report.month_cost.namespace is 'The namespace, or null.';
comment on column report.month_cost.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column report.month_cost.service is 'FOCUS ServiceName, or null.';
comment on column report.month_cost.account is 'The account that is charged: FOCUS SubAccountId, else BillingAccountId.';
comment on column report.month_cost.kind is 'What it is: cpu, memory, gpu, storage, network, load balancer, direct, idle, platform, sidecar, shared, commitment purchase, unused commitment, support, tax, credit, refund, adjustment, unallocated.';
comment on column report.month_cost.reason is 'Why it has no team, or null.';
comment on column report.month_cost.direct_billed_cost is 'Billed cost that it caused itself.';
comment on column report.month_cost.shared_billed_cost is 'Its shares of common pots, billed cost.';
comment on column report.month_cost.billed_cost is 'Billed cost, direct and shared: what is invoiced.';
comment on column report.month_cost.direct_effective_cost is 'Effective cost that it caused itself.';
comment on column report.month_cost.shared_effective_cost is 'Its shares of common pots, effective cost.';
comment on column report.month_cost.effective_cost is 'Effective cost, direct and shared: after spreading prepaid commitments over their use.';
comment on column report.month_cost.direct_contracted_cost is 'Contracted cost that it caused itself.';
comment on column report.month_cost.shared_contracted_cost is 'Its shares of common pots, contracted cost.';
comment on column report.month_cost.contracted_cost is 'Contracted cost, direct and shared: at contracted prices, as far as the bill has them.';
comment on column report.month_cost.direct_list_cost is 'List cost that it caused itself.';
comment on column report.month_cost.shared_list_cost is 'Its shares of common pots, list cost.';
comment on column report.month_cost.list_cost is 'List cost, direct and shared: at list prices, as far as the bill has them.';
