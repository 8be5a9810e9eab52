-- Quantities by series and day: where several exports give a series parts of a day, they are put together. Asked for by measure,
-- so that the planner knows how many there are.
create function usage.hours_together(from_date date, to_date date, kinds text[])
returns table (
    cluster text, measure text, namespace text, pod text, uid text, node text, container text, usage_date date,
    quantities bigint[]
)
language sql stable parallel safe as
$$
    select cluster, measure, namespace, pod, uid, node, container, usage_date, usage.hours_sum(quantities)
    from usage.quantity_day
    where measure = any (kinds) and usage_date >= from_date and usage_date < to_date
    group by cluster, measure, namespace, pod, uid, node, container, usage_date
$$;

comment on function usage.hours_together(date, date, text[]) is
    'One row per series of these quantities and UTC day of the days from the first to before the second, with 24 hours.';
