-- What the business metrics of each day came to that rules of the scope node go by.
update work_input as input
set usage_digest = input.usage_digest || ';' || hashes.digest
from (
    select hours.usage_date, count(*) || ':' || sum(hash_record_extended(row(
        hours.metric, hours.cluster, hours.namespace, hours.labels, hours.hour, hours.quantity
    ), 0)) as digest
    from usage.metric_hour as hours
    where 'metric ' || hours.metric in (
            select rule.basis from org.distribution_rule as rule where rule.method = 'proportional' and rule.scope = 'node'
        )
        and hours.usage_date in (select work_input.usage_date from work_input)
    group by hours.usage_date
) as hashes
where hashes.usage_date = input.usage_date
