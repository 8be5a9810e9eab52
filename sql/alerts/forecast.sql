-- What scope $2 (kind) $3 (name) will have cost at the end of month $1 in currency $5; $4 says which cost. No row where
-- the month is over, or before three of its days are complete.
select forecast_cost, low_cost, high_cost, actual_cost, complete_days, remaining_days
from cost.scope_forecast($1::date, $2, $3, $4)
where billing_currency = $5 and remaining_days > 0
