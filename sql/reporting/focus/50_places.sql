-- What lines bring into the cells of stage $1: all that is not placed yet, laid end to end.
insert into focus_place
with

lines as (

    select
        focus_line.*,
        case $1::integer when 1 then cell_1 when 2 then cell_2 else cell_3 end as cell
    from focus_line

)

select
    line, cell, billed_cost, effective_cost, contracted_cost, list_cost,
    sum(billed_cost) over laid, sum(effective_cost) over laid, sum(contracted_cost) over laid, sum(list_cost) over laid
from lines
where cell in (select cell from focus_share)
    and (billed_cost <> 0 or effective_cost <> 0 or contracted_cost <> 0 or list_cost <> 0)
window laid as (partition by cell order by line)
