-- I-4: the versions of a bill are 1, 2, 3, … and the last of them is the only current one.
select
    source, billing_account_id, billing_month, count(*) as version_count, max(version) as last_version,
    count(*) filter (where state = 'current') as current_count,
    max(version) filter (where state = 'current') as current_version
from bill.delivery
where billing_month = coalesce($1::date, billing_month)
group by source, billing_account_id, billing_month, billing_period_started_at
having max(version) <> count(*)
    or count(*) filter (where state = 'current') <> 1
    or max(version) filter (where state = 'current') <> max(version)
order by source, billing_account_id, billing_month
limit 100
