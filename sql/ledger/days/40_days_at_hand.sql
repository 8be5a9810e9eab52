-- The days at hand: of those that are to be worked out, the ones from $1 to before $2.
insert into work_days (usage_date)
select distinct usage_date
from work_month_pot
where usage_date >= $1::date and usage_date < $2::date and usage_date not in (select usage_date from work_kept_day)
