-- Keeps the thresholds by which what follows was worked out: reports name them.
insert into cost.month_section (billing_month, section, ordinal, cells)
select $1::date, 'setting', 1, jsonb_object_agg(name, value)
from org.change_setting
