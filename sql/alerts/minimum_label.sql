-- How many percent of what scope $2 (organisation or team) $3 cost in month $1, in currency $5, bear label $4. Defaults of the
-- configuration are no labels.
select trim_scale(div(sum(labelled_effective_cost) * 10000, sum(effective_cost)) * 0.01) as percent
from report.label_compliance
where
    billing_month = $1::date and billing_currency = $5 and field = $4
    and ($2 = 'organisation' or team = $3)
having sum(effective_cost) > 0
