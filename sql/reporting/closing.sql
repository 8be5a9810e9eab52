-- How month $1 was closed, where it is: the newest closing that was not taken back.
select to_char(closed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as closed_at, closed_by, digest
from report.closing
where billing_month = $1::date and reopened_at is null
order by closing_id desc
limit 1
