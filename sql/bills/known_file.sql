-- The billing periods of the last load of path $2 for source $1, where it had the content $3; they must still be
-- current where $4 says so, and the load must have had as many files as the delivery has, $5.
select
    delivery.billing_account_id,
    delivery.billing_period_started_at,
    delivery.billing_period_ended_at
from bill.delivery as delivery
inner join (
    select file.sha256, file.load_id
    from bill.file as file
    inner join bill.load as load on load.load_id = file.load_id
    where load.source = $1 and file.path = $2
    order by file.load_id desc
    limit 1
) as last_file on last_file.load_id = delivery.load_id
where last_file.sha256 = $3 and (delivery.state = 'current' or not $4::boolean)
    and (select count(*) from bill.file as part where part.load_id = last_file.load_id) = $5::bigint
order by delivery.delivery_id
