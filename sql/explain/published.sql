-- The same figure as reports show it, from the published days.
select billing_currency, trim_scale(sum(cost.cost_of($2, billed_cost, effective_cost, contracted_cost, list_cost))) as amount
from report.day
where billing_month = $1::date
    and ($3::text is null or coalesce(team, '') = $3::text) and ($4::text is null or tenant = $4::text)
    and ($5::text is null or commit = $5::text) and ($6::text is null or owner = $6::text)
    and ($7::text is null or namespace = $7::text) and ($8::text is null or kind = $8::text)
    and ($9::date is null or usage_date = $9::date) and ($10::text is null or service = $10::text)
group by billing_currency
