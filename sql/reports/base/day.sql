-- The published ledger by day, in analysts' words, with the adjustments that its months show.
create view report.day as
with

-- Of columns as they are stored: what nobody asks for is then not worked out.
costs as (

    select
        billing_month, usage_date, billing_currency, source, billing_account_id, sub_account_id,
        service_name as service, cluster, namespace, workload, tenant, tier, commit, owner, team,
        kind, is_shared, reason, rule, billed_cost, effective_cost, contracted_cost, list_cost
    from cost.day
    union all
    select
        billing_month, billing_month, billing_currency, source, billing_account_id, sub_account_id,
        service, cluster, namespace, null, tenant, tier, commit, owner, team,
        'adjustment', false, reason,
        origin || ' of ' || to_char(original_month, 'YYYY-MM') || ': ' || cause,
        billed_cost, effective_cost, contracted_cost, list_cost
    from report.adjustment
    where state in ('booked', 'approved')

)

select
    billing_month, usage_date, billing_currency, source, billing_account_id, sub_account_id,
    service, cluster, namespace, workload, tenant, tier, commit, owner, team,
    kind, is_shared, reason, rule,
    trim_scale(billed_cost) as billed_cost,
    trim_scale(effective_cost) as effective_cost,
    trim_scale(contracted_cost) as contracted_cost,
    trim_scale(list_cost) as list_cost
from costs;

comment on view report.day is
    'One row per UTC day and set of reporting dimensions: the published ledger, proven to add up to the bill, and the adjustments of the month (kind adjustment, on its first day).';
comment on column report.day.billing_month is 'First day of the month whose bill it is from.';
comment on column report.day.usage_date is 'The UTC day the charge period starts on.';
comment on column report.day.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.day.source is 'The bill''s source.';
comment on column report.day.billing_account_id is 'FOCUS BillingAccountId: who pays.';
comment on column report.day.sub_account_id is 'FOCUS SubAccountId: the account, subscription or project that is charged, or null.';
comment on column report.day.service is 'FOCUS ServiceName, or null.';
comment on column report.day.cluster is 'The cluster, or null.';
comment on column report.day.namespace is 'The namespace, or null.';
comment on column report.day.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column report.day.tenant is 'For whom it was spent, or null.';
comment on column report.day.tier is 'At which service tier, or null.';
comment on column report.day.commit is 'Which version of the code, or null.';
comment on column report.day.owner is 'Who answers for it, or null.';
comment on column report.day.team is 'The team that bears it; null where none is found, and then reason says why.';
comment on column report.day.kind is 'What it is: cpu, memory, gpu, storage, network, load balancer, direct, idle, platform, sidecar, shared, commitment purchase, unused commitment, support, tax, credit, refund, adjustment, unallocated.';
comment on column report.day.is_shared is 'False for direct cost, true for a share of a common pot.';
comment on column report.day.reason is 'Why it has no team, or null.';
comment on column report.day.rule is 'The rule that placed it.';
comment on column report.day.billed_cost is 'Billed cost: what is invoiced.';
comment on column report.day.effective_cost is 'Effective cost: after spreading prepaid commitments over their use.';
comment on column report.day.contracted_cost is 'Contracted cost: at contracted prices, as far as the bill has them.';
comment on column report.day.list_cost is 'List cost: at list prices, as far as the bill has them.';
