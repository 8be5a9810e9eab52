-- How many days before $1 the newest charge of source $2 (null: each) is.
select source, max(usage_date) as since, $1::date - max(usage_date) as day_count
from cost.day
where $2::text is null or source = $2
group by source
order by source collate "C"
