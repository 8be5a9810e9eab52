-- The sums of period $2 of load $1 as the database adds them up, to be held against the reader's where all is in one currency.
-- A sum has as many decimals as the longest of what it adds.
select
    trim_scale(sum(billed_cost)) as billed_cost,
    trim_scale(sum(effective_cost)) as effective_cost,
    trim_scale(coalesce(sum(contracted_cost), 0)) as contracted_cost,
    trim_scale(coalesce(sum(list_cost), 0)) as list_cost,
    greatest(
        scale(sum(billed_cost)), scale(sum(effective_cost)), scale(sum(contracted_cost)), scale(sum(list_cost)), 0
    ) as decimals
from bill.charge
where load_id = $1::bigint and period_number = $2::smallint
