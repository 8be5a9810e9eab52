-- The alerts whose ids start with $1, at most two: one is found, two are one too many.
select alert_id
from ops.alert
where starts_with(alert_id, $1)
order by alert_id
limit 2
