-- What budgets count: the month's sums, adjustments among them, in the words of scopes. A part for each kind, so that only what is asked
-- for is read.
create view report.scope_month as
select
    billing_month, billing_currency, 'organisation' as scope_kind, '' as scope_name, team,
    billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'kind'
union all
select billing_month, billing_currency, 'team', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'team'
union all
select billing_month, billing_currency, 'tenant', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'tenant'
union all
select billing_month, billing_currency, 'tier', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'tier'
union all
select billing_month, billing_currency, 'namespace', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'namespace'
union all
select billing_month, billing_currency, 'service', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'service'
union all
select billing_month, billing_currency, 'account', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'account and service'
union all
select billing_month, billing_currency, 'cluster', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'cluster'
union all
select billing_month, billing_currency, 'environment', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'environment'
union all
select billing_month, billing_currency, 'owner', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'owner'
union all
select billing_month, billing_currency, 'commit', name, team, billed_cost, effective_cost, contracted_cost, list_cost
from report.month_breakdown
where dimension = 'commit'
union all
-- A department has what its teams have.
select
    costs.billing_month, costs.billing_currency, department.scope_kind, department.scope_name, costs.name,
    costs.billed_cost, costs.effective_cost, costs.contracted_cost, costs.list_cost
from (select distinct scope_kind, scope_name from org.scope_pattern) as department
inner join report.month_breakdown as costs
    on costs.dimension = 'team' and exists (
        select from org.scope_pattern as pattern
        where pattern.scope_kind = department.scope_kind and pattern.scope_name = department.scope_name
            and costs.name like pattern.pattern
    );

comment on view report.scope_month is
    'One row per month, currency, scope of a budget, team and what the scope is made of: name a kind of scope, or every cost is there many times over.';
comment on column report.scope_month.billing_month is 'First day of the month whose bill it is from.';
comment on column report.scope_month.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.scope_month.scope_kind is 'organisation, team, tenant, tier, namespace, service, account, cluster, environment, department, owner or commit.';
comment on column report.scope_month.scope_name is 'Which one; empty for the organisation, null where a cost has none.';
comment on column report.scope_month.team is 'The team that bears it; null where none is found.';
comment on column report.scope_month.billed_cost is 'Billed cost: what is invoiced.';
comment on column report.scope_month.effective_cost is 'Effective cost: after spreading prepaid commitments over their use.';
comment on column report.scope_month.contracted_cost is 'Contracted cost: at contracted prices, as far as the bill has them.';
comment on column report.scope_month.list_cost is 'List cost: at list prices, as far as the bill has them.';
