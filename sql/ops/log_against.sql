-- The row of the log at place $1 where its digest is not $2 (any more), or that it is gone.
select $1::bigint as sequence, $2 as noted, coalesce(log.sha256, 'gone') as found
from (select 1) as one
left join ops.log as log on log.sequence = $1::bigint
where log.sha256 is distinct from $2
