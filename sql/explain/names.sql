-- The values of dimension $2 in month $1.
select distinct case $2
    when 'team' then team
    when 'tenant' then tenant
    when 'commit' then commit
    when 'owner' then owner
    when 'namespace' then namespace
    when 'kind' then kind
    when 'service' then service
    when 'day' then usage_date::text
end as name
from report.day
where billing_month = $1::date
