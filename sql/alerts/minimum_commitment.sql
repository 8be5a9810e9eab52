-- How many percent of machines' use in month $1, at list prices and in currency $2, is covered by commitments; spot is left out.
select trim_scale(div(sum(covered_list_cost) * 10000, sum(covered_list_cost + on_demand_list_cost)) * 0.01) as percent
from report.machine_commitment
where billing_month = $1::date and billing_currency = $2
having sum(covered_list_cost + on_demand_list_cost) > 0
