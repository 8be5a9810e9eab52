-- What the provider's split gives each pod of each machine of month $1.
insert into work_provider_line (resource_key, usage_date, started_at, ended_at, cluster, pod_key, part, split, unused)
select line.resource_key, line.usage_date, line.started_at, line.ended_at, line.cluster, line.pod_key, line.part, line.split, line.unused
from bill.provider_lines(
    $1::date, array(select delivery_id from bill.delivery where billing_month = $1::date and state = 'current')
) as line
