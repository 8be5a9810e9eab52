-- Takes back what was booked as corrections of month $1, which is open again: by run $2 for $3. None, no booking.
with

booked as (

    select adjustment.*
    from cost.adjustment as adjustment
    inner join cost.booking as booking on booking.booking_id = adjustment.booking_id
    where booking.original_month = $1::date and booking.origin in ('restatement', 'reopening')

),

booking as (

    insert into cost.booking (origin, billing_month, original_month, cause, author, run_id)
    select 'reopening', cost.next_open_month($1::date), $1::date, 'reopened', $3, $2::bigint
    where exists (select 1 from booked)
    returning booking_id

),

lines as (

    select
        source, billing_account_id, sub_account_id, service_name, billing_currency, original_kind, cluster, namespace,
        tenant, tier, commit, owner, team, reason, -sum(billed_cost) as billed_cost, -sum(effective_cost) as effective_cost,
        -sum(contracted_cost) as contracted_cost, -sum(list_cost) as list_cost
    from booked
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14

)

insert into cost.adjustment
select booking.booking_id, lines.*
from booking
cross join lines
where lines.billed_cost <> 0 or lines.effective_cost <> 0 or lines.contracted_cost <> 0 or lines.list_cost <> 0
