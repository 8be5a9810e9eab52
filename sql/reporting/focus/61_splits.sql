-- Each line × consumer: the rows of the export, narrow.
create temp view focus_split as
with

consumers as (

    select
        part.line, part.consumer,
        min(part.share) as share,
        sum(part.billed_cost) as billed_cost, sum(part.effective_cost) as effective_cost,
        sum(part.contracted_cost) as contracted_cost, sum(part.list_cost) as list_cost,
        sum(part.ratio) as ratio,
        string_agg(distinct share.kind, ', ') as kinds,
        -- What was given to one place whole, and by no rule that divides, is not split.
        bool_and(
            share.kind is null or share.kind in ('direct', 'unallocated')
            or share.rule like 'keep %' or share.rule = 'nobody to distribute to'
        ) as is_whole,
        jsonb_agg(
            jsonb_strip_nulls(jsonb_build_object(
                'AllocatedRatio', trim_scale(part.ratio), 'UsageUnit', share.usage_unit,
                'UsageQuantity', share.usage_quantity, 'x_Kind', share.kind, 'x_Rule', share.rule
            ))
            order by part.share
        ) as elements
    from focus_part as part
    left join focus_share as share on share.share = part.share
    group by part.line, part.consumer

),

laid as (

    select
        consumers.*,
        sum(ratio) over (partition by line order by consumer rows unbounded preceding) as ratio_upto,
        count(*) over (partition by line) > 1 or not is_whole as is_split
    from consumers

),

final as (

    select
        laid.*,
        cost.ratio_part(line.consumed_quantity, ratio_upto, ratio) as consumed_quantity,
        cost.ratio_part(line.pricing_quantity, ratio_upto, ratio) as pricing_quantity,
        cost.ratio_part(line.commitment_discount_quantity, ratio_upto, ratio) as commitment_discount_quantity,
        cost.ratio_part(line.pricing_currency_effective_cost, ratio_upto, ratio) as pricing_currency_effective_cost
    from laid
    inner join focus_line as line on line.line = laid.line

)

select * from final
