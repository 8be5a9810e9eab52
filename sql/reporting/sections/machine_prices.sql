-- What machines cost in month $1 in currency $2: of the organisation (team null), and of the clusters of each team.
select
    team, other_count, cells ->> 'type' as type, cells ->> 'option' as option, cells ->> 'region' as region, cells ->> 'provider' as provider,
    (cells ->> 'machines')::bigint as machines, cells ->> 'hours' as hours, cells ->> 'amount' as amount, cells ->> 'hourly' as hourly,
    cells ->> 'vcpu_hour' as vcpu_hour, cells ->> 'gib_hour' as gib_hour, cells ->> 'benchmark' as benchmark,
    cells ->> 'operations' as operations
from report.month_section
where billing_month = $1::date and section = 'machine-price' and billing_currency = $2::text
order by team nulls first, ordinal
