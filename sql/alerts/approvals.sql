-- All approvals of month $1, or of all months where it is null, the newest first, and whether each is in force today.
with

decisions as (

    select
        approval.*,
        row_number() over (
            partition by rule, billing_month, billing_currency order by approved_at desc
        ) = 1 as is_newest
    from ops.approval as approval
    where $1::date is null or billing_month = $1::date

)

select
    rule, billing_month, trim_scale(amount) as amount, billing_currency as unit, until_date, reason, approved_by,
    to_char(approved_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as approved_at,
    is_newest and amount > 0 and (until_date is null or until_date > (clock_timestamp() at time zone 'UTC')::date) as is_in_force
from decisions
order by decisions.approved_at desc, rule collate "C"
