-- What commitments and spot machines covered and saved in month $1 in currency $2.
select
    team, other_count, cells ->> 'provider' as provider, cells ->> 'service' as service, cells ->> 'covered' as covered,
    cells ->> 'unused' as unused, cells ->> 'coverage' as coverage, cells ->> 'spot' as spot, cells ->> 'utilisation' as utilisation,
    cells ->> 'break_even' as break_even, cells ->> 'saving' as saving, cells ->> 'spot_saving' as spot_saving
from report.month_section
where billing_month = $1::date and section = 'machine-commitment' and billing_currency = $2::text
order by team nulls first, ordinal
