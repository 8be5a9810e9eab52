-- What the metrics say of run $1: how long its steps took, what is unallocated in the newest published month, how old the
-- oldest alert is that waits.
with

newest as (

    select max(billing_month) as billing_month
    from cost.period

),

phases as (

    select
        'phase_seconds' as metric, step as label,
        round(extract(epoch from sum(ended_at - started_at))::numeric, 3) as value
    from ops.step
    where run_id = $1
    group by step

),

unallocated as (

    select 'unallocated' as metric, day.billing_currency as label, trim_scale(sum(day.effective_cost)) as value
    from cost.day as day
    inner join newest on newest.billing_month = day.billing_month
    where day.kind = 'unallocated'
    group by day.billing_currency

),

waiting as (

    select
        'outbox_oldest_seconds' as metric, '' as label,
        coalesce(round(extract(epoch from clock_timestamp() - min(queued_at))::numeric), 0) as value
    from ops.outbox
    where delivered_at is null

),

final as (

    select * from phases
    union all
    select * from unallocated
    union all
    select * from waiting

)

select metric, label, value::text as value
from final
order by metric, label collate "C"
