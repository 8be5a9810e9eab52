-- Keeps a budget: name, kind and name of its scope, period, currency, cost, amount.
insert into org.budget (budget, scope_kind, scope_name, period, billing_currency, cost, amount)
values ($1, $2, $3, $4, $5, $6, $7::numeric)
