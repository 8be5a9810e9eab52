-- What the shares of each cell come to.
with

final as (

    select
        cell, sum(billed_cost) as billed, sum(effective_cost) as effective, sum(contracted_cost) as contracted,
        sum(list_cost) as list
    from focus_share
    group by cell

)

update focus_cell as cell
set billed_shares = final.billed, effective_shares = final.effective, contracted_shares = final.contracted,
    list_shares = final.list
from final
where final.cell = cell.cell
