-- Each team that month $1 has costs for, with its cost centre: of a closed month, as it was when it was closed.
select distinct month.billing_currency, month.team, cost.centre_of($1::date, month.team) as cost_centre
from report.team_month as month
where month.billing_month = $1::date and month.team is not null
