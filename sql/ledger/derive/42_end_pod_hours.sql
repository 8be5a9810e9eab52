-- Puts the pod hours of day $1 that were derived in the place of the old ones.
select usage.end_pod_hours($1::date)
