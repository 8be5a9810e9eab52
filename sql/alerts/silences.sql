-- The silences that hold today, by rule.
with

decisions as (

    select
        rule, scope_kind, scope_name, until_date, reason, silenced_by,
        row_number() over (partition by rule, scope_kind, scope_name order by silenced_at desc) as age
    from ops.silence

)

select rule, scope_kind, scope_name, until_date, reason, silenced_by
from decisions
where age = 1 and until_date > (clock_timestamp() at time zone 'UTC')::date
order by rule collate "C", scope_kind, scope_name collate "C"
