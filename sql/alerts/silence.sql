-- Who keeps rule $1 of scope $2 (kind) $3 (name) quiet today; no row where nobody does. The newest decision counts.
with

decisions as (

    select silenced_by, until_date
    from ops.silence
    where
        rule = $1
        and (scope_kind = '' or (scope_kind = $2 and scope_name = $3))
    order by silenced_at desc
    limit 1

)

select silenced_by
from decisions
where until_date > (clock_timestamp() at time zone 'UTC')::date
