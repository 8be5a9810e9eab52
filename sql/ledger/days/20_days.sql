-- The days that are to be worked out, with how many pod hours they have, and the number of the month's last part.
select
    input.usage_date, coalesce(derived.pod_hour_count, 0) as pod_hour_count,
    (select coalesce(max(part), 0) from cost.day_input where billing_month = $1::date) as last_part
from work_input as input
left join usage.derived_day as derived on derived.usage_date = input.usage_date
where input.usage_date not in (select usage_date from work_kept_day)
order by input.usage_date
