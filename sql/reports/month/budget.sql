-- What is left of budgets, month by month: of a quarter's or year's, from its first month up to this one.
create view report.budget as
with

budgets as (

    select budget, scope_kind, scope_name, period, billing_currency, cost, amount
    from org.budget

),

-- The months of a budget's currency, and the first month of the period that each lies in.
months as (

    select distinct
        budgets.budget, month.billing_month,
        date_trunc(budgets.period, month.billing_month::timestamp)::date as from_month
    from budgets
    inner join report.month_breakdown as month
        on month.billing_currency = budgets.billing_currency and month.dimension = 'kind'

),

final as (

    select
        months.billing_month, budgets.budget, budgets.scope_kind, budgets.scope_name, budgets.period, months.from_month,
        budgets.billing_currency, budgets.cost, budgets.amount,
        trim_scale(coalesce(spent.amount, 0)) as spent,
        trim_scale(budgets.amount - coalesce(spent.amount, 0)) as amount_left,
        trim_scale(div(coalesce(spent.amount, 0) * 10000, budgets.amount) * 0.01) as percent
    from months
    inner join budgets on budgets.budget = months.budget
    left join lateral (
        select sum(case budgets.cost
                when 'billed' then costs.billed_cost
                when 'effective' then costs.effective_cost
                when 'contracted' then costs.contracted_cost
                when 'list' then costs.list_cost
            end) as amount
        from report.scope_month as costs
        where costs.billing_month >= months.from_month and costs.billing_month <= months.billing_month
            and costs.billing_currency = budgets.billing_currency
            and costs.scope_kind = budgets.scope_kind and costs.scope_name = budgets.scope_name
    ) as spent on true

)

select * from final;

comment on view report.budget is
    'One row per month and budget of the configuration: what it allows, what is spent of it up to the month, and what is left.';
comment on column report.budget.billing_month is 'First day of the month whose bill it is from.';
comment on column report.budget.budget is 'The budgets name.';
comment on column report.budget.scope_kind is 'organisation, team, tenant, tier, namespace, service, account, cluster, environment, department, owner or commit.';
comment on column report.budget.scope_name is 'Which one; empty for the organisation.';
comment on column report.budget.period is 'How long the amount lasts: month, quarter or year.';
comment on column report.budget.from_month is 'First day of the first month that counts.';
comment on column report.budget.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.budget.cost is 'Which cost counts: effective, billed, list or contracted.';
comment on column report.budget.amount is 'What the scope may cost in the period.';
comment on column report.budget.spent is 'What it cost from the first month up to this one.';
comment on column report.budget.amount_left is 'What is left; below nought where the budget is passed.';
comment on column report.budget.percent is 'Spent in percent of the amount, cut after two decimals.';
