-- The days that are to be worked out, with how many pod hours they have.
select pots.usage_date, count(pods.usage_date) as pod_hour_count
from (
    select distinct usage_date
    from work_month_pot
    where usage_date not in (select usage_date from work_kept_day)
) as pots
left join usage.pod_hour as pods on pods.usage_date = pots.usage_date
group by pots.usage_date
order by pots.usage_date
