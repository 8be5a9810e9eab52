-- Dispute $1, with the month in which an adjustment of it would be shown: its own, or the next open one.
select
    dispute.*,
    case when period.state = 'closed' then cost.next_open_month(dispute.billing_month) else dispute.billing_month end as open_month
from report.dispute as dispute
left join cost.period as period on period.billing_month = dispute.billing_month
where dispute.dispute_id = $1::bigint
