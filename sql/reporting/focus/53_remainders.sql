-- What of each line the cells of stage $1 leave for the next: the line less all of the cell's shares of it.
with

final as (

    select
        place.line,
        cost.grid_part(
            place.billed_upto, place.billed_cost, cell.billed_shares, cell.billed_shares, cell.billed_total, cell.grain
        ) as billed,
        cost.grid_part(
            place.effective_upto, place.effective_cost, cell.effective_shares, cell.effective_shares,
            cell.effective_total, cell.grain
        ) as effective,
        cost.grid_part(
            place.contracted_upto, place.contracted_cost, cell.contracted_shares, cell.contracted_shares,
            cell.contracted_total, cell.grain
        ) as contracted,
        cost.grid_part(
            place.list_upto, place.list_cost, cell.list_shares, cell.list_shares, cell.list_total, cell.grain
        ) as list
    from focus_place as place
    inner join focus_cell as cell on cell.cell = place.cell and cell.stage = $1::integer and cell.lead is not null

)

update focus_line as line
set billed_cost = line.billed_cost - final.billed,
    effective_cost = line.effective_cost - final.effective,
    contracted_cost = line.contracted_cost - final.contracted,
    list_cost = line.list_cost - final.list
from final
where final.line = line.line
