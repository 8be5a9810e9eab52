-- What was applied, with the digest of its text; $1 is 'migration' or 'objects'.
select name, checksum
from ops.migration
where kind = $1
order by name
