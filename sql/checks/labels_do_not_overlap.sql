-- I-11: at any moment a pod has one set of cost labels.
select first_label.cluster, first_label.pod_key, first_label.from_at, first_label.to_at, second_label.from_at as other_from_at
from usage.cost_label as first_label
inner join usage.cost_label as second_label
    on second_label.cluster = first_label.cluster and second_label.pod_key = first_label.pod_key
    and second_label.from_at > first_label.from_at and second_label.from_at < first_label.to_at
where $1::date is null
    or tstzrange(first_label.from_at, first_label.to_at)
    && tstzrange($1::date::timestamp at time zone 'UTC', ($1::date + interval '1 month')::timestamp at time zone 'UTC')
order by first_label.cluster, first_label.pod_key, first_label.from_at
limit 100
