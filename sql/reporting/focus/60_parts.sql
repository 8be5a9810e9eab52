-- Each line × share, and what no share bears.
create temp view focus_part as
with

grid as (

    select
        place.line, share.consumer, share.share,
        cost.grid_part(
            place.billed_upto, place.billed_cost, share.billed_upto, share.billed_cost, cell.billed_total, cell.grain
        ) as billed_cost,
        cost.grid_part(
            place.effective_upto, place.effective_cost, share.effective_upto, share.effective_cost,
            cell.effective_total, cell.grain
        ) as effective_cost,
        cost.grid_part(
            place.contracted_upto, place.contracted_cost, share.contracted_upto, share.contracted_cost,
            cell.contracted_total, cell.grain
        ) as contracted_cost,
        cost.grid_part(
            place.list_upto, place.list_cost, share.list_upto, share.list_cost, cell.list_total, cell.grain
        ) as list_cost
    from focus_place as place
    inner join focus_cell as cell on cell.cell = place.cell and cell.lead is not null
    inner join focus_share as share on share.cell = place.cell

),

parts as (

    select *
    from grid
    where billed_cost <> 0 or effective_cost <> 0 or contracted_cost <> 0 or list_cost <> 0
    union all
    -- Lines that cost nothing at all have a row too.
    select line, null, null, billed_cost, effective_cost, contracted_cost, list_cost
    from focus_line
    where lead is null or billed_cost <> 0 or effective_cost <> 0 or contracted_cost <> 0 or list_cost <> 0

),

leads as (

    select
        parts.*,
        line.lead_cost,
        case line.lead
            when 'effective' then parts.effective_cost
            when 'billed' then parts.billed_cost
            when 'contracted' then parts.contracted_cost
            when 'list' then parts.list_cost
        end as lead_part
    from parts
    inner join focus_line as line on line.line = parts.line

),

laid as (

    select
        leads.*,
        sum(lead_part) over (partition by line order by consumer, share rows unbounded preceding) as lead_upto
    from leads

),

final as (

    select
        line, consumer, share, billed_cost, effective_cost, contracted_cost, list_cost,
        -- Cut where the parts end, so that a line's ratios make up 1 in whole 10⁻¹⁸.
        case when lead_cost is null then 1 else 0.000000000000000001 * (
            div(lead_upto, lead_cost * 0.000000000000000001)
            - div(lead_upto - lead_part, lead_cost * 0.000000000000000001)
        ) end as ratio
    from laid

)

select * from final
