-- Whether the last load of path $2 for source $1 had the content $3 and still counts.
select last_file.sha256 = $3 and exists (
    select 1 from bill.delivery where delivery.load_id = last_file.load_id and delivery.state = 'current'
) as is_known, last_file.load_id
from (
    select file.sha256, file.load_id
    from bill.file as file
    inner join bill.load as load on load.load_id = file.load_id
    where load.source = $1 and file.path = $2
    order by file.load_id desc
    limit 1
) as last_file
