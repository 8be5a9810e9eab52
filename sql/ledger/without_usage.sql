-- Effective cost of machines' hours that nobody measured, in the allocation at hand.
select
    count(*) as row_count,
    count(distinct (resource_key, usage_date, hour)) as hour_count,
    min(usage_date) as first_date,
    max(usage_date) as last_date,
    coalesce(trim_scale(sum(effective_cost)), 0) as effective_cost
from work_allocation
where reason = 'no usage'
