-- The published months for which step $1 with configuration $2 has not been done since they were published, oldest first.
-- What a closed month shows stays, whatever the configuration says later; the adjustments that a month shows count as published.
with

bases as (

    select
        period.billing_month,
        case
            when period.state = 'closed' then (
                select closing.digest from cost.closing as closing where closing.closing_id = cost.closing_of(period.billing_month)
            )
            else period.input_sha256 || period.digest || $2::text || (
                select coalesce(string_agg(booking.booking_id || coalesce(decision.decision, ''), ',' order by booking.booking_id), '')
                from cost.booking as booking
                left join cost.decision as decision on decision.booking_id = booking.booking_id
                where booking.billing_month = period.billing_month
            )
        end as words
    from cost.period as period

),

final as (

    select
        to_char(bases.billing_month, 'YYYY-MM-DD') as billing_month,
        encode(sha256(convert_to(bases.words, 'UTF8')), 'hex') as done_for,
        step.done_for is not distinct from encode(sha256(convert_to(bases.words, 'UTF8')), 'hex') as is_done
    from bases
    left join ops.month_step as step on step.billing_month = bases.billing_month and step.step = $1

)

select * from final
order by billing_month
