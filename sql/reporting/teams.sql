-- Each team that month $1 has costs for, with its cost centre.
select distinct month.billing_currency, month.team, team.cost_centre
from report.team_month as month
left join report.team as team on team.team = month.team
where month.billing_month = $1::date and month.team is not null
