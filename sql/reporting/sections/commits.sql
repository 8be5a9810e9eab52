-- What commits cost in month $1 in currency $2: of the organisation (team null) and of each team.
select
    team, other_count, cells ->> 'tenant' as tenant, cells ->> 'tier' as tier, cells ->> 'per_day' as per_day, cells ->> 'commit' as commit,
    coalesce(cells ->> 'owner', cells ->> 'author') as responsible, cells ->> 'author' as author, (cells ->> 'days')::bigint as days,
    cells ->> 'first' as first, cells ->> 'last' as last, cells ->> 'amount' as amount
from report.month_section
where billing_month = $1::date and section = 'commit' and billing_currency = $2::text
order by team nulls first, ordinal
