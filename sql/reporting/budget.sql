-- What the months from $1 to $2 cost in currency $3, as cost $4, of the one called $6 in dimension $5: a budget's scope.
-- Dimension organisation is everything, cluster is asked by every dimension; null where nothing of that name cost anything.
select trim_scale(sum(
    case $4::text
        when 'billed' then billed_cost
        when 'effective' then effective_cost
        when 'contracted' then contracted_cost
        when 'list' then list_cost
    end
)) as spent
from (
    select billed_cost, effective_cost, contracted_cost, list_cost
    from report.month_breakdown
    where billing_month >= $1::date and billing_month <= $2::date and billing_currency = $3::text
        and dimension = case $5::text when 'organisation' then 'kind' when 'account' then 'account and service' else $5::text end
        and ($5::text = 'organisation' or name = $6::text)
    union all
    select billed_cost, effective_cost, contracted_cost, list_cost
    from report.month_cost
    where $5::text = 'cluster' and billing_month >= $1::date and billing_month <= $2::date and billing_currency = $3::text
        and cluster = $6::text
) as costs
