-- What each commit cost, by month, direct and shared apart.
create view report.commit_month as
select
    billing_month, billing_currency, name as commit,
    trim_scale(sum(direct_billed_cost)) as direct_billed_cost,
    trim_scale(sum(shared_billed_cost)) as shared_billed_cost,
    trim_scale(sum(billed_cost)) as billed_cost,
    trim_scale(sum(direct_effective_cost)) as direct_effective_cost,
    trim_scale(sum(shared_effective_cost)) as shared_effective_cost,
    trim_scale(sum(effective_cost)) as effective_cost,
    trim_scale(sum(direct_contracted_cost)) as direct_contracted_cost,
    trim_scale(sum(shared_contracted_cost)) as shared_contracted_cost,
    trim_scale(sum(contracted_cost)) as contracted_cost,
    trim_scale(sum(direct_list_cost)) as direct_list_cost,
    trim_scale(sum(shared_list_cost)) as shared_list_cost,
    trim_scale(sum(list_cost)) as list_cost
from report.month_breakdown
where dimension = 'commit'
group by billing_month, billing_currency, name;

comment on view report.commit_month is
    'One row per month, currency and commit, one of them without commit where there is such a cost; the sum of a month''s rows is its bill.';
comment on column report.commit_month.billing_month is 'First day of the month whose bill it is from.';
comment on column report.commit_month.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.commit_month.commit is 'Which version of the code; null where no label says it.';
comment on column report.commit_month.direct_billed_cost is 'Billed cost that it caused itself.';
comment on column report.commit_month.shared_billed_cost is 'Its shares of common pots, billed cost.';
comment on column report.commit_month.billed_cost is 'Billed cost, direct and shared: what is invoiced.';
comment on column report.commit_month.direct_effective_cost is 'Effective cost that it caused itself.';
comment on column report.commit_month.shared_effective_cost is 'Its shares of common pots, effective cost.';
comment on column report.commit_month.effective_cost is 'Effective cost, direct and shared: after spreading prepaid commitments over their use.';
comment on column report.commit_month.direct_contracted_cost is 'Contracted cost that it caused itself.';
comment on column report.commit_month.shared_contracted_cost is 'Its shares of common pots, contracted cost.';
comment on column report.commit_month.contracted_cost is 'Contracted cost, direct and shared: at contracted prices, as far as the bill has them.';
comment on column report.commit_month.direct_list_cost is 'List cost that it caused itself.';
comment on column report.commit_month.shared_list_cost is 'Its shares of common pots, list cost.';
comment on column report.commit_month.list_cost is 'List cost, direct and shared: at list prices, as far as the bill has them.';
