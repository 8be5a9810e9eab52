-- The newest time that alert $1 was raised: its id, the how manieth it was, and whether it has ended.
select alert_id, occurrence, resolved_at is not null as is_resolved
from ops.alert
where alert_id = $1 or first_alert_id = $1
order by occurrence desc
limit 1
