-- What pods sent between zones, between regions and to the internet on each day.
update work_input as input
set usage_digest = input.usage_digest || ';' || hashes.digest
from (
    select days.usage_date, count(*) || ':' || sum(hash_record_extended(sent.*, 0)) as digest
    from (
        select distinct work_input.usage_date, work_input.from_date, work_input.to_date
        from work_input
        inner join work_month_pot as pot
            on pot.usage_date = work_input.usage_date and pot.instance_family in ('=zone', '=region', '=internet')
    ) as days
    cross join lateral usage.pod_traffic(days.from_date, days.to_date) as sent
    group by days.usage_date
) as hashes
where hashes.usage_date = input.usage_date
