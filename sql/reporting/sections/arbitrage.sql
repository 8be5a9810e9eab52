-- Which machines of month $1 did in currency $2 what others do for much less: of the organisation (team null), and of the clusters
-- of each team.
select
    team, other_count, cells ->> 'compared' as compared, cells ->> 'type' as type, cells ->> 'option' as option, cells ->> 'region' as region,
    cells ->> 'cheaper_type' as cheaper_type, cells ->> 'cheaper_option' as cheaper_option, cells ->> 'cheaper_region' as cheaper_region,
    cells ->> 'measure' as measure, cells ->> 'price' as price, cells ->> 'cheaper_price' as cheaper_price,
    cells ->> 'difference' as difference, cells ->> 'amount' as amount
from report.month_section
where billing_month = $1::date and section = 'arbitrage' and billing_currency = $2::text
order by team nulls first, ordinal
