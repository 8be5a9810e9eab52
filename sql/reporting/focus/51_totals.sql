-- The totals of the cells of stage $1, the cost that stands in for one that comes to nought, and the smallest part:
-- 10⁻²⁴, finer where an amount is, coarser where 38 digits would not hold it.
with

places as (

    select
        place.cell, sum(place.billed_cost) as billed, sum(place.effective_cost) as effective,
        sum(place.contracted_cost) as contracted, sum(place.list_cost) as list,
        max(greatest(
            scale(place.billed_cost), scale(place.effective_cost), scale(place.contracted_cost), scale(place.list_cost)
        )) as scale,
        max(greatest(
            abs(place.billed_cost), abs(place.effective_cost), abs(place.contracted_cost), abs(place.list_cost)
        )) as largest
    from focus_place as place
    inner join focus_cell as cell on cell.cell = place.cell and cell.stage = $1::integer
    group by place.cell

),

shares as (

    select
        cell,
        max(greatest(scale(billed_cost), scale(effective_cost), scale(contracted_cost), scale(list_cost))) as scale
    from focus_share
    group by cell

),

final as (

    select
        places.*,
        ('1e-' || greatest(
            places.scale, shares.scale, least(24, 37 - length(trunc(places.largest)::text))
        ))::numeric as grain
    from places
    inner join shares on shares.cell = places.cell

)

update focus_cell as cell
set billed_total = final.billed, effective_total = final.effective, contracted_total = final.contracted,
    list_total = final.list, grain = final.grain,
    lead = case
        when final.effective <> 0 then 'effective'
        when final.billed <> 0 then 'billed'
        when final.contracted <> 0 then 'contracted'
        when final.list <> 0 then 'list'
    end
from final
where final.cell = cell.cell
