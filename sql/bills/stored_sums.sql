-- The sums of period $2 of load $1 as the database adds them up, to be held against the reader's where all is in one currency:
-- what repeats another amount (bill.charge) is added up once. A sum has as many decimals as the longest of what it adds.
with

stored as (

    select
        repeats, effective_cost is null as is_billed,
        sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost, sum(contracted_cost) as contracted_cost,
        sum(list_cost) as list_cost
    from bill.stored_charge
    where load_id = $1::bigint and period_number = $2::smallint
    group by repeats, effective_cost is null

),

final as (

    select
        sum(billed_cost) as billed_cost,
        sum(case when is_billed then billed_cost else effective_cost end) as effective_cost,
        coalesce(sum(case when repeats & 1 = 0 then contracted_cost else billed_cost end), 0) as contracted_cost,
        coalesce(sum(case when repeats & 2 = 0 then list_cost else billed_cost end), 0) as list_cost
    from stored

)

select
    trim_scale(billed_cost) as billed_cost, trim_scale(effective_cost) as effective_cost,
    trim_scale(contracted_cost) as contracted_cost, trim_scale(list_cost) as list_cost,
    greatest(scale(billed_cost), scale(effective_cost), scale(contracted_cost), scale(list_cost), 0) as decimals
from final
