-- The digest of the inputs up to which closed month $1 is adjusted.
select coalesce(
    (
        select booking.input_sha256
        from cost.booking as booking
        where booking.original_month = $1::date and booking.origin = 'restatement' and booking.booked_at > closing.closed_at
        order by booking.booking_id desc
        limit 1
    ),
    closing.input_sha256
) as input_sha256
from cost.closing as closing
where closing.closing_id = cost.closing_of($1::date)
