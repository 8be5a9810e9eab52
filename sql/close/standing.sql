-- How month $1 stands before it is closed, on the day $2.
select
    coalesce(period.state, 'unpublished') as state,
    $2::date >= ($1::date + interval '1 month')::date as has_ended,
    (
        select string_agg(late.words, '; ' order by late.words)
        from (
            select
                delivery.source || ' ' || delivery.billing_account_id || ' has charges only to '
                || to_char(max(charge.charge_period_ended_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as words
            from bill.delivery as delivery
            inner join bill.charge as charge
                on charge.load_id = delivery.load_id and charge.period_number = delivery.period_number
            where delivery.billing_month = $1::date and delivery.state = 'current'
            group by delivery.source, delivery.billing_account_id
            having max(charge.charge_period_ended_at) < (($1::date + interval '1 month')::date - 1)::timestamp at time zone 'UTC'
        ) as late
    ) as unfinished_bills,
    (
        select count(*)
        from cost.booking as booking
        where booking.billing_month = $1::date and booking.origin = 'manual'
            and not exists (select 1 from cost.decision as decision where decision.booking_id = booking.booking_id)
    ) as undecided,
    (
        select string_agg(to_char(earlier.billing_month, 'YYYY-MM'), ', ' order by earlier.billing_month)
        from cost.period as earlier
        where earlier.billing_month < $1::date and earlier.state <> 'closed'
    ) as earlier_open,
    (
        select string_agg(to_char(later.billing_month, 'YYYY-MM'), ', ' order by later.billing_month)
        from cost.period as later
        where later.billing_month > $1::date and later.state = 'closed'
    ) as later_closed
from (select 1) as one
left join cost.period as period on period.billing_month = $1::date
