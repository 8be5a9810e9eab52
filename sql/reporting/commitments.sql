-- What commitments covered in month $1 in currency $2, by service: effective cost, whatever cost the report counts.
select service, covered_cost as covered, not_covered_cost as not_covered, unused_cost as unused,
    trim_scale(coverage) as coverage, trim_scale(utilisation) as utilisation
from report.commitment_coverage
where billing_month = $1::date and billing_currency = $2::text
order by covered_cost + not_covered_cost desc, service collate "C"
