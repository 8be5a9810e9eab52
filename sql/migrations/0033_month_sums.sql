-- Monthly sums of the published mart, kept by publish, so that reports need not add up every day anew.
create table cost.month_cost (
    billing_month date not null,
    billing_currency text not null,
    team text,
    tenant text,
    tier text,
    commit text,
    owner text,
    cluster text,
    namespace text,
    workload text,
    service text,
    account text not null,
    kind text not null,
    reason text,
    direct_billed_cost numeric not null,
    shared_billed_cost numeric not null,
    direct_effective_cost numeric not null,
    shared_effective_cost numeric not null,
    direct_contracted_cost numeric not null,
    shared_contracted_cost numeric not null,
    direct_list_cost numeric not null,
    shared_list_cost numeric not null
);
create index month_cost_team on cost.month_cost (billing_month, team);

comment on table cost.month_cost is 'One row per month, currency and set of reporting dimensions: exact sums of cost.day.';
comment on column cost.month_cost.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.month_cost.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.month_cost.team is 'The team that bears it; null where none is found.';
comment on column cost.month_cost.tenant is 'For whom it was spent, or null.';
comment on column cost.month_cost.tier is 'At which service tier, or null.';
comment on column cost.month_cost.commit is 'Which version of the code, or null.';
comment on column cost.month_cost.owner is 'Who answers for it, or null.';
comment on column cost.month_cost.cluster is 'The cluster, or null.';
comment on column cost.month_cost.namespace is 'The namespace, or null.';
comment on column cost.month_cost.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column cost.month_cost.service is 'FOCUS ServiceName, or null.';
comment on column cost.month_cost.account is 'The account that is charged: FOCUS SubAccountId, else BillingAccountId.';
comment on column cost.month_cost.kind is 'What it is: cpu, memory, idle, tax, and so on.';
comment on column cost.month_cost.reason is 'Why it has no team, or null.';
comment on column cost.month_cost.direct_billed_cost is 'Billed cost that it caused itself.';
comment on column cost.month_cost.shared_billed_cost is 'Its shares of common pots, billed cost.';
comment on column cost.month_cost.direct_effective_cost is 'Effective cost that it caused itself.';
comment on column cost.month_cost.shared_effective_cost is 'Its shares of common pots, effective cost.';
comment on column cost.month_cost.direct_contracted_cost is 'Contracted cost that it caused itself.';
comment on column cost.month_cost.shared_contracted_cost is 'Its shares of common pots, contracted cost.';
comment on column cost.month_cost.direct_list_cost is 'List cost that it caused itself.';
comment on column cost.month_cost.shared_list_cost is 'Its shares of common pots, list cost.';

create table cost.month_breakdown (
    billing_month date not null,
    billing_currency text not null,
    dimension text not null,
    name text,
    second_name text,
    team text,
    direct_billed_cost numeric not null,
    shared_billed_cost numeric not null,
    direct_effective_cost numeric not null,
    shared_effective_cost numeric not null,
    direct_contracted_cost numeric not null,
    shared_contracted_cost numeric not null,
    direct_list_cost numeric not null,
    shared_list_cost numeric not null
);
create index month_breakdown_dimension on cost.month_breakdown (billing_month, dimension, team);

comment on table cost.month_breakdown is 'One row per month, currency, dimension, its value and team: exact sums of cost.month_cost.';
comment on column cost.month_breakdown.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.month_breakdown.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.month_breakdown.dimension is 'By what: team, tenant, tier, commit, owner, namespace, service, kind, reason, tenant and tier, commit and owner, namespace and workload, account and service.';
comment on column cost.month_breakdown.name is 'The dimension''s value, or null.';
comment on column cost.month_breakdown.second_name is 'The second value of a dimension of two, or null.';
comment on column cost.month_breakdown.team is 'The team that bears it; null where none is found.';
comment on column cost.month_breakdown.direct_billed_cost is 'Billed cost that it caused itself.';
comment on column cost.month_breakdown.shared_billed_cost is 'Its shares of common pots, billed cost.';
comment on column cost.month_breakdown.direct_effective_cost is 'Effective cost that it caused itself.';
comment on column cost.month_breakdown.shared_effective_cost is 'Its shares of common pots, effective cost.';
comment on column cost.month_breakdown.direct_contracted_cost is 'Contracted cost that it caused itself.';
comment on column cost.month_breakdown.shared_contracted_cost is 'Its shares of common pots, contracted cost.';
comment on column cost.month_breakdown.direct_list_cost is 'List cost that it caused itself.';
comment on column cost.month_breakdown.shared_list_cost is 'Its shares of common pots, list cost.';

-- What is published already.
insert into cost.month_cost (
    billing_month, billing_currency, team, tenant, tier, commit, owner, cluster, namespace, workload, service, account, kind,
    reason,
    direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
    direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
)
select
    billing_month, billing_currency, team, tenant, tier, commit, owner, cluster, namespace, workload,
    service_name, coalesce(sub_account_id, billing_account_id), kind, reason,
    trim_scale(coalesce(sum(billed_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(billed_cost) filter (where is_shared), 0)),
    trim_scale(coalesce(sum(effective_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(effective_cost) filter (where is_shared), 0)),
    trim_scale(coalesce(sum(contracted_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(contracted_cost) filter (where is_shared), 0)),
    trim_scale(coalesce(sum(list_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(list_cost) filter (where is_shared), 0))
from cost.day
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14;

insert into cost.month_breakdown (
    billing_month, billing_currency, dimension, name, second_name, team,
    direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
    direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
)
select
    billing_month, billing_currency, breakdown.dimension, breakdown.name, breakdown.second_name, team,
    sum(direct_billed_cost),
    sum(shared_billed_cost),
    sum(direct_effective_cost),
    sum(shared_effective_cost),
    sum(direct_contracted_cost),
    sum(shared_contracted_cost),
    sum(direct_list_cost),
    sum(shared_list_cost)
from cost.month_cost
cross join lateral (
    values
        ('team', team, null::text),
        ('tenant', tenant, null::text),
        ('tier', tier, null::text),
        ('commit', commit, null::text),
        ('owner', owner, null::text),
        ('namespace', namespace, null::text),
        ('service', service, null::text),
        ('kind', kind, null::text),
        ('reason', reason, null::text),
        ('tenant and tier', tenant, tier),
        ('commit and owner', commit, owner),
        ('namespace and workload', namespace, workload),
        ('account and service', account, service)
) as breakdown (dimension, name, second_name)
group by 1, 2, 3, 4, 5, 6;
