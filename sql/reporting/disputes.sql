-- The disputes of month $1 in currency $2, of each of the teams $3 and, where $4 says so, of everybody (without report_team), as they
-- stand; of a closed month as they stood when it was closed, so that its report never changes.
with

closed as (

    select max(closing.closed_at) as closed_at
    from report.closing as closing
    where closing.billing_month = $1::date and closing.reopened_at is null

)

select
    reports.report_team, dispute.dispute_id, dispute.team, dispute.kind, dispute.commit, dispute.resource_key, dispute.amount, dispute.reason,
    case
        when dispute.answered_at is null or dispute.answered_at > closed.closed_at then 'open'
        when dispute.state = 'settled' and dispute.booking_decided_at > closed.closed_at then 'accepted'
        else dispute.state
    end as state,
    case when dispute.settled_at is not null and coalesce(dispute.settled_at <= closed.closed_at, true) then dispute.booking_id end as booking_id
from report.dispute as dispute
cross join closed
cross join lateral (
    select dispute.team where dispute.team = any ($3::text[])
    union all
    select null where $4::boolean
) as reports (report_team)
where dispute.billing_month = $1::date and dispute.billing_currency = $2::text
    and coalesce(dispute.opened_at <= closed.closed_at, true)
order by dispute.dispute_id
