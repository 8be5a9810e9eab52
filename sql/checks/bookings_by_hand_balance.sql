-- I-1: what a person books adds up to nought in each currency, and somebody other than its author approved it.
with

sums as (

    select
        booking.booking_id, booking.billing_month, booking.author, adjustment.billing_currency,
        sum(adjustment.effective_cost) as effective_cost, sum(adjustment.billed_cost) as billed_cost,
        sum(adjustment.contracted_cost) as contracted_cost, sum(adjustment.list_cost) as list_cost
    from cost.booking as booking
    left join cost.adjustment as adjustment using (booking_id)
    where booking.origin = 'manual' and booking.billing_month = coalesce($1::date, booking.billing_month)
    group by booking.booking_id, booking.billing_month, booking.author, adjustment.billing_currency

)

select sums.booking_id, sums.billing_month, sums.billing_currency, sums.author, decision.decided_by, sums.effective_cost
from sums
left join cost.decision as decision using (booking_id)
where sums.billing_currency is null or (decision.decision = 'approved' and decision.decided_by = sums.author)
    or sums.effective_cost <> 0 or sums.billed_cost <> 0 or sums.contracted_cost <> 0 or sums.list_cost <> 0
order by sums.booking_id, sums.billing_currency
limit 100
