-- The teams that month $1 can charge: those of the configuration, and those that it has costs for.
select team
from org.team
union
select team
from report.day
where billing_month = $1::date and team is not null
order by team
