-- Costs that come to nought in a cell of stage $1, such as a charge and its negation, are divided as the one that leads.
with

cells as (

    select
        cell, lead, billed_total = 0 as no_billed, effective_total = 0 as no_effective,
        contracted_total = 0 as no_contracted, list_total = 0 as no_list,
        case lead
            when 'effective' then effective_total
            when 'billed' then billed_total
            when 'contracted' then contracted_total
            else list_total
        end as lead_total,
        case lead
            when 'effective' then effective_shares
            when 'billed' then billed_shares
            when 'contracted' then contracted_shares
            else list_shares
        end as lead_shares
    from focus_cell
    where stage = $1::integer and lead is not null
        and (billed_total = 0 or effective_total = 0 or contracted_total = 0 or list_total = 0)

),

leads as (

    select
        cells.*, share.share,
        case lead
            when 'effective' then effective_cost
            when 'billed' then billed_cost
            when 'contracted' then contracted_cost
            else list_cost
        end as lead_cost,
        case lead
            when 'effective' then effective_upto
            when 'billed' then billed_upto
            when 'contracted' then contracted_upto
            else list_upto
        end as lead_upto
    from cells
    inner join focus_share as share on share.cell = cells.cell

),

stand_ins as (

    update focus_share as share
    set billed_cost = case when no_billed then leads.lead_cost else share.billed_cost end,
        billed_upto = case when no_billed then leads.lead_upto else share.billed_upto end,
        effective_cost = case when no_effective then leads.lead_cost else share.effective_cost end,
        effective_upto = case when no_effective then leads.lead_upto else share.effective_upto end,
        contracted_cost = case when no_contracted then leads.lead_cost else share.contracted_cost end,
        contracted_upto = case when no_contracted then leads.lead_upto else share.contracted_upto end,
        list_cost = case when no_list then leads.lead_cost else share.list_cost end,
        list_upto = case when no_list then leads.lead_upto else share.list_upto end
    from leads
    where leads.share = share.share

)

update focus_cell as cell
set billed_total = case when no_billed then cells.lead_total else cell.billed_total end,
    effective_total = case when no_effective then cells.lead_total else cell.effective_total end,
    contracted_total = case when no_contracted then cells.lead_total else cell.contracted_total end,
    list_total = case when no_list then cells.lead_total else cell.list_total end,
    billed_shares = case when no_billed then cells.lead_shares else cell.billed_shares end,
    effective_shares = case when no_effective then cells.lead_shares else cell.effective_shares end,
    contracted_shares = case when no_contracted then cells.lead_shares else cell.contracted_shares end,
    list_shares = case when no_list then cells.lead_shares else cell.list_shares end
from cells
where cells.cell = cell.cell
