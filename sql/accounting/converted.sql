-- What each team costs in month $1, as cost $3, in currency $2 with $4 decimals.
select team, billing_currency, rate, cost_in_bill_currency as cost, converted
from report.team_month_in($1::date, $2, $3, $4::integer)
order by converted desc, team collate "C" nulls last, billing_currency collate "C"
