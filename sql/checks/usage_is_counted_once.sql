-- I-10: no part of a series' hour is covered by two exports. Days on which no series has two rows are told by the count of
-- their names' hashes; of the others the rows of one name are gone through by the hour.
with recursive

-- The index tells them without going through the rows.
days as (

    select min(usage_date) as usage_date
    from usage.quantity_day
    where $1::date is null or usage_date >= $1::date
    union all
    select (select min(quantity.usage_date) from usage.quantity_day as quantity where quantity.usage_date > days.usage_date)
    from days
    where days.usage_date is not null

),

doubled_days as materialized (

    select days.usage_date
    from days
    cross join lateral (
        select count(*) as row_count, count(distinct
            hashtextextended(cluster, hashtextextended(measure, hashtextextended(namespace, hashtextextended(pod,
            hashtextextended(uid, hashtextextended(node, hashtextextended(container, hashtextextended(object, 0))))))))
        ) as name_count
        from usage.quantity_day
        where quantity_day.usage_date = days.usage_date
    ) as counted
    where ($1::date is null or days.usage_date < ($1::date + interval '1 month')::date)
        and counted.row_count <> counted.name_count

)

select first_part.cluster, first_part.measure, first_part.namespace, first_part.pod, first_part.usage_date, number - 1 as hour
from usage.quantity_day as first_part
inner join usage.quantity_day as second_part
    on second_part.cluster = first_part.cluster and second_part.measure = first_part.measure
    and second_part.usage_date = first_part.usage_date
    and second_part.namespace = first_part.namespace and second_part.pod = first_part.pod
    and second_part.uid = first_part.uid and second_part.node = first_part.node
    and second_part.container = first_part.container and second_part.object = first_part.object
    and second_part.ctid > first_part.ctid
cross join generate_series(1, 24) as number
-- Where there are none, nothing is read.
where exists (select from doubled_days)
    and first_part.usage_date = any (array(select usage_date from doubled_days))
    and second_part.usage_date = any (array(select usage_date from doubled_days))
    and first_part.quantities[number] is not null and second_part.quantities[number] is not null
    and coalesce(second_part.from_seconds[number], second_part.from_seconds[1])
        < coalesce(first_part.to_seconds[number], first_part.to_seconds[1])
    and coalesce(second_part.to_seconds[number], second_part.to_seconds[1])
        > coalesce(first_part.from_seconds[number], first_part.from_seconds[1])
order by first_part.cluster, first_part.measure, first_part.usage_date, number
limit 100
