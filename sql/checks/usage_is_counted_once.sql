-- I-10: no part of a series' hour is covered by two exports.
select first_part.cluster, first_part.measure, first_part.namespace, first_part.pod, first_part.usage_date, first_part.hour
from usage.quantity_hour as first_part
inner join usage.quantity_hour as second_part
    on second_part.cluster = first_part.cluster and second_part.measure = first_part.measure
    and second_part.usage_date = first_part.usage_date and second_part.hour = first_part.hour
    and second_part.namespace = first_part.namespace and second_part.pod = first_part.pod
    and second_part.uid = first_part.uid and second_part.node = first_part.node
    and second_part.container = first_part.container and second_part.object = first_part.object
    and second_part.from_second < first_part.to_second and second_part.to_second > first_part.from_second
    and second_part.ctid > first_part.ctid
where $1::date is null
    or (first_part.usage_date >= $1::date and first_part.usage_date < ($1::date + interval '1 month')::date)
order by first_part.cluster, first_part.measure, first_part.usage_date, first_part.hour
limit 100
