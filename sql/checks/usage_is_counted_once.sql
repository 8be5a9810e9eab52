-- I-10: no part of a series' hour is covered by two exports. Two rows of a series and day are few, and only they are gone
-- through by the hour.
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
where first_part.quantities[number] is not null and second_part.quantities[number] is not null
    and coalesce(second_part.from_seconds[number], second_part.from_seconds[1])
        < coalesce(first_part.to_seconds[number], first_part.to_seconds[1])
    and coalesce(second_part.to_seconds[number], second_part.to_seconds[1])
        > coalesce(first_part.from_seconds[number], first_part.from_seconds[1])
    and (
        $1::date is null
        or (first_part.usage_date >= $1::date and first_part.usage_date < ($1::date + interval '1 month')::date)
    )
order by first_part.cluster, first_part.measure, first_part.usage_date, number
limit 100
