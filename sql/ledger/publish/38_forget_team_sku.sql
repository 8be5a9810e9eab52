-- Takes the teams' sums of month $1 by SKU away.
delete from cost.team_sku where billing_month = $1::date
