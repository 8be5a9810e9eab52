-- Whether the last import of path $1 had the content $2 and, where $3 names one, was of that cluster.
select sha256 = $2 and cluster = coalesce($3, cluster) as is_known
from usage.import
where path = $1
order by import_id desc
limit 1
