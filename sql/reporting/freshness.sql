-- Until when usage is there of month $1; no row where none was taken in.
select 'usage' as part, to_char(usage_date + (hour + 1) * interval '1 hour', 'YYYY-MM-DD HH24:MI') as usage_until
from report.usage_coverage
where usage_date >= $1::date and usage_date < ($1::date + interval '1 month')::date
order by usage_date desc, hour desc
limit 1
