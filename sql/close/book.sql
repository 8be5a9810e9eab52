-- Books what changed since month $1 was closed, in the next open month, up to inputs with digest $2: run $3.
-- The cause names what differs from the inputs that were frozen or adjusted to last.
insert into cost.booking (origin, billing_month, original_month, cause, author, run_id, input_sha256, inputs)
with

known as (

    select coalesce(
        (
            select booking.inputs
            from cost.booking as booking
            where booking.original_month = $1::date and booking.origin = 'restatement' and booking.booked_at > closing.closed_at
            order by booking.booking_id desc
            limit 1
        ),
        closing.inputs
    ) as inputs
    from cost.closing as closing
    where closing.closing_id = cost.closing_of($1::date)

),

now_current as (

    select cost.inputs_of(
        $1::date,
        array(select delivery_id from bill.delivery where billing_month = $1::date and state = 'current'),
        (select configuration_sha256 from org.allocation_policy)
    ) as inputs

),

causes as (

    select
        concat_ws(
            ', ',
            (
                select string_agg('bill ' || (delivery ->> 'source') || ' version ' || (delivery ->> 'version'), ', ')
                from jsonb_array_elements(now_current.inputs -> 'deliveries') as delivery
                where not known.inputs -> 'deliveries' @> jsonb_build_array(delivery)
            ),
            case when now_current.inputs ->> 'usage_sha256' <> known.inputs ->> 'usage_sha256' then 'usage' end,
            case when now_current.inputs ->> 'labels_sha256' <> known.inputs ->> 'labels_sha256' then 'labels' end,
            case when now_current.inputs ->> 'configuration_sha256' is distinct from known.inputs ->> 'configuration_sha256' then 'rules' end
        ) as words,
        now_current.inputs
    from known
    cross join now_current

)

select
    'restatement', cost.next_open_month($1::date), $1::date, coalesce(nullif(causes.words, ''), 'other inputs'),
    'chargeback', $3::bigint, $2, causes.inputs
from causes
returning booking_id, cause, billing_month
