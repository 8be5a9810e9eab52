-- The rows of a metric's own query, which runs where it belongs, by hour or day ($1) and labels. $2 is {{last}}.
with

queried as (

    select to_jsonb(query) as fields
    from (
{{query}}
    ) as query
    where $1::text is not null and $2::text is not null

),

final as (

    select
        to_char((fields ->> 'at')::timestamptz at time zone 'UTC', 'YYYY-MM-DD') as usage_date,
        case when $1::text = 'hour' then extract(hour from (fields ->> 'at')::timestamptz at time zone 'UTC')::integer end as hour,
        coalesce(fields ->> 'cluster', '') as cluster,
        coalesce(fields ->> 'namespace', '') as namespace,
        (fields - '{at,value,checkpoint,cluster,namespace}'::text[])::text as labels,
        sum((fields ->> 'value')::numeric) as quantity,
        count(*) as row_count
    from queried
    group by 1, 2, 3, 4, 5

)

select
    final.*,
    (select fields ->> 'checkpoint' from queried order by fields -> 'checkpoint' desc nulls last limit 1) as last
from final
order by usage_date, hour, cluster, namespace, labels
