-- Each share into the narrowest cell that has a line, and its cell's shares laid end to end.
with

narrow as (

    select
        share.share,
        case when share.family is null then in_hour.cell else by_class.cell end as cell,
        whole.cell as whole_cell
    from focus_share as share
    left join focus_cell as by_class
        on by_class.stage = 1 and by_class.key = share.group_key || array[share.family, share.hour::text] || share.words
    left join focus_cell as in_hour
        on in_hour.stage = 2 and in_hour.key = share.group_key || array[share.hour::text]
    left join focus_cell as whole on whole.stage = 3 and whole.key = share.group_key

),

met as (

    select cell_1 as cell from focus_line where cell_1 is not null
    union
    select cell_2 from focus_line where cell_2 is not null

),

placed as (

    select narrow.share, coalesce(met.cell, narrow.whole_cell) as cell
    from narrow
    left join met on met.cell = narrow.cell

),

final as (

    select
        placed.share,
        placed.cell,
        sum(share.billed_cost) over laid as billed_upto,
        sum(share.effective_cost) over laid as effective_upto,
        sum(share.contracted_cost) over laid as contracted_upto,
        sum(share.list_cost) over laid as list_upto
    from placed
    inner join focus_share as share on share.share = placed.share
    window laid as (partition by placed.cell order by placed.share)

)

update focus_share as share
set cell = final.cell, billed_upto = final.billed_upto, effective_upto = final.effective_upto,
    contracted_upto = final.contracted_upto, list_upto = final.list_upto
from final
where final.share = share.share
