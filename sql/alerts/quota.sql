-- How much scope $2 (kind) $3 (name) held of each resource on the newest complete day of month $1, where limits are $4 (cores),
-- $5 (GiB of memory), $6 (GiB of claims) and $7 (GiB of network), and for how many days in a row up to it that was more than
-- its limit; with the limit widened by $8 percent. Only resources with a limit.
with

newest as (

    select max(usage_date) as usage_date
    from usage.pod_hour

),

hours as (

    select *
    from usage.scope_hour($1::date, ($1::date + interval '1 month')::date, $2, $3)

),

-- Claims are known by namespace and cluster alone.
claims as (

    select usage_date, hour, sum(quantity)::numeric / 3600 / 1073741824 as storage_gib
    from usage.quantity_hour as claims
    where
        $6::numeric is not null and measure = 'claim_request'
        and usage_date >= $1::date and usage_date < ($1::date + interval '1 month')::date
        and case $2
            when 'organisation' then true
            when 'namespace' then namespace = $3
            when 'cluster' then cluster = $3
            when 'environment' then org.environment_of(cluster, namespace, null) = $3
            else false
        end
    group by usage_date, hour

),

days as (

    select usage_date, 'cores' as resource, max(cpu_held) as amount, $4::numeric as bound from hours group by usage_date
    union all
    select usage_date, 'memory_gib', max(memory_held), $5::numeric from hours group by usage_date
    union all
    select usage_date, 'storage_gib', max(storage_gib), $6::numeric from claims group by usage_date
    union all
    select usage_date, 'network_gib', sum(network_bytes) / 1073741824, $7::numeric from hours group by usage_date

),

-- The newest day of a running month is still filling up.
complete as (

    select days.*
    from days
    cross join newest
    where
        days.bound is not null
        and (
            days.usage_date < newest.usage_date
            or days.usage_date = ($1::date + interval '1 month')::date - 1
        )

),

last_days as (

    select resource, max(usage_date) as usage_date, max(usage_date) filter (where amount <= bound) as held_date
    from complete
    group by resource

)

select
    complete.resource, trim_scale(round(complete.amount, 6)) as amount, trim_scale(complete.bound) as bound,
    trim_scale(complete.bound * (1 + coalesce($8::numeric, 0) * 0.01)) as widened,
    count(run.usage_date) as day_count, min(run.usage_date) as since
from last_days
inner join complete on complete.resource = last_days.resource and complete.usage_date = last_days.usage_date
left join complete as run
    on run.resource = last_days.resource and run.usage_date > coalesce(last_days.held_date, '-infinity')
group by complete.resource, complete.amount, complete.bound
order by complete.resource
