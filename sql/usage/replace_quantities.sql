-- Of two exports that cover the same part of an hour of a series, the one that covers more counts; of equals the newer.
with

clashes as (

    select stored.ctid as stored_id, stored.covered_seconds > staged.covered_seconds as is_stored_better, staged.ctid as staged_id
    from load_quantity as staged
    inner join usage.quantity_hour as stored
        on stored.cluster = staged.cluster and stored.measure = staged.measure
        and stored.usage_date = staged.usage_date and stored.hour = staged.hour
        and stored.namespace = staged.namespace and stored.pod = staged.pod and stored.uid = staged.uid
        and stored.node = staged.node and stored.container = staged.container and stored.object = staged.object
        and stored.from_second < staged.to_second and stored.to_second > staged.from_second

),

gone as (

    delete from usage.quantity_hour
    where ctid in (select stored_id from clashes where not is_stored_better)

)

insert into usage.quantity_hour
select staged.*
from load_quantity as staged
where staged.ctid not in (select staged_id from clashes where is_stored_better)
