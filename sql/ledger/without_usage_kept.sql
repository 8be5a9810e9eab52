-- The same on the days of month $1 that stay as they are published; they wait for nothing.
select 0 as hour_count, null as first_date, null as last_date, coalesce(trim_scale(sum(effective_cost)), 0) as effective_cost
from cost.day
where billing_month = $1::date and reason = 'no usage' and usage_date in (select usage_date from work_kept_day)
