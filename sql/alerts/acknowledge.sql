-- Notes that $2 took note of alert $1, unless someone did before; says who and when, and whether it is new.
with

noted as (

    update ops.alert
    set acknowledged_at = clock_timestamp(), acknowledged_by = $2
    where alert_id = $1 and acknowledged_at is null
    returning alert_id, acknowledged_at, acknowledged_by, true as is_new

),

known as (

    select alert_id, acknowledged_at, acknowledged_by, false as is_new
    from ops.alert
    where alert_id = $1 and acknowledged_at is not null

),

final as (

    select * from noted
    union all
    select * from known

)

select acknowledged_by, to_char(acknowledged_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as acknowledged_at, is_new
from final
