-- What was placed of what is at hand, by resource, day and currency: to be held against the bill.
insert into work_placed (resource_key, usage_date, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost)
select
    resource_key, usage_date, billing_currency, sum(billed_cost), sum(effective_cost), sum(contracted_cost), sum(list_cost)
from (
    select
        pot.resource_key, pot.usage_date, pot.billing_currency,
        direct.billed_cost, direct.effective_cost, direct.contracted_cost, direct.list_cost
    from work_direct as direct
    inner join work_pot as pot on pot.pot = direct.pot
    union all
    select resource_key, usage_date, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from work_allocation
) as placed
group by resource_key, usage_date, billing_currency
