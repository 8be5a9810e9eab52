-- From which day to which day the pots at hand need usage.
insert into work_range (from_date, to_date)
select
    min(least(usage_date, (started_at at time zone 'UTC')::date)) as from_date,
    max(greatest(usage_date, ((ended_at - interval '1 microsecond') at time zone 'UTC')::date)) + 1 as to_date
from work_pot
returning from_date, to_date
