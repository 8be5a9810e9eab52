-- How much all consumers of a window count together; of those that PodHours.swift reads it has stored the sums.
insert into work_window_sum (window_id, cpu, memory)
select window_id, sum(cpu), sum(memory)
from work_weight
group by window_id
