-- Keeps the thresholds by which what follows was worked out, which reports name, and whether there is usage at all.
insert into cost.month_section (billing_month, section, ordinal, cells)
select
    $1::date, 'setting', 1,
    jsonb_object_agg(name, value) || jsonb_build_object('has_usage', exists (
        select 1
        from usage.pod_day
        where usage_date >= $1::date and usage_date < ($1::date + interval '1 month')::date
    ))
from org.change_setting
