-- Whether the last import of path $1 had the content $2.
select sha256 = $2 as is_known
from usage.import
where path = $1
order by import_id desc
limit 1
