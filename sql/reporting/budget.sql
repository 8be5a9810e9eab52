-- What the budgets $1 (objects of budget, from, kind, name) have spent from their own first month, none before $5, up to month $2 in
-- currency $3, as cost $4; no row where nothing of that name cost anything.
select
    budget.budget as part,
    trim_scale(sum(
        case $4::text
            when 'billed' then costs.billed_cost
            when 'effective' then costs.effective_cost
            when 'contracted' then costs.contracted_cost
            when 'list' then costs.list_cost
        end
    )) as spent
from jsonb_to_recordset($1::jsonb) as budget (budget text, "from" date, kind text, name text)
inner join report.scope_month as costs on costs.scope_kind = budget.kind and costs.scope_name = budget.name
where costs.billing_month >= $5::date and costs.billing_month >= budget."from" and costs.billing_month <= $2::date
    and costs.billing_currency = $3::text
group by budget.budget
