-- Forgets what was derived for the days [$1, $2).
with

node_hours as (

    delete from usage.node_hour where usage_date >= $1::date and usage_date < $2::date

),

pod_hours as (

    delete from usage.pod_hour where usage_date >= $1::date and usage_date < $2::date

)

delete from usage.volume
