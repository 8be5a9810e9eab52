-- The published months for which step $1 with configuration $2 has not been done since they were published, oldest first.
select
    to_char(period.billing_month, 'YYYY-MM-DD') as billing_month,
    encode(sha256(convert_to(period.input_sha256 || period.digest || $2::text, 'UTF8')), 'hex') as done_for,
    step.done_for is not distinct from
    encode(sha256(convert_to(period.input_sha256 || period.digest || $2::text, 'UTF8')), 'hex') as is_done
from cost.period as period
left join ops.month_step as step on step.billing_month = period.billing_month and step.step = $1
order by period.billing_month
