-- Where the allocation at hand, worked out anew, is not what is closed of month $1 with what it was adjusted by.
with

three_sides as (

    select team, kind, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from work_day
    where billing_month = $1::date
    union all
    select team, kind, billing_currency, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.day
    where billing_month = $1::date
    union all
    select
        adjustment.team, adjustment.original_kind, adjustment.billing_currency,
        -adjustment.billed_cost, -adjustment.effective_cost, -adjustment.contracted_cost, -adjustment.list_cost
    from cost.adjustment as adjustment
    inner join cost.booking as booking on booking.booking_id = adjustment.booking_id
    where booking.original_month = $1::date and booking.origin in ('restatement', 'reopening')

),

final as (

    select
        team, kind, billing_currency,
        trim_scale(sum(billed_cost)) as billed_difference, trim_scale(sum(effective_cost)) as effective_difference,
        trim_scale(sum(contracted_cost)) as contracted_difference, trim_scale(sum(list_cost)) as list_difference
    from three_sides
    group by team, kind, billing_currency

)

select * from final
where billed_difference <> 0 or effective_difference <> 0 or contracted_difference <> 0 or list_difference <> 0
order by team collate "C", kind collate "C"
limit 100
