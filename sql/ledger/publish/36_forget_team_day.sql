-- Takes the daily sums of month $1 by team and kind away.
delete from cost.team_day where billing_month = $1::date
