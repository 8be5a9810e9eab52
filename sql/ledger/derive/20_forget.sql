-- Forgets what was derived for the days [$1, $2), but for pod hours, whose partition is replaced whole.
with

node_hours as (

    delete from usage.node_hour where usage_date >= $1::date and usage_date < $2::date

),

pod_days as (

    delete from usage.pod_day where usage_date >= $1::date and usage_date < $2::date

),

days as (

    delete from usage.derived_day where usage_date >= $1::date and usage_date < $2::date

)

delete from usage.coverage where usage_date >= $1::date and usage_date < $2::date
