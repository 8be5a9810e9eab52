-- The months that are in the ledger, of all or only $1, in spans of days of about $2 bytes of the ledger: a span ends where
-- the next starts, the first starts and the last ends nowhere.
with recursive

-- The index tells them without going through the rows.
day_months as (

    select min(billing_month) as billing_month from cost.day
    union all
    select (select min(day.billing_month) from cost.day as day where day.billing_month > day_months.billing_month)
    from day_months
    where day_months.billing_month is not null

),

partitions as (

    select
        (regexp_match(pg_get_expr(partition.relpartbound, partition.oid), '\d{4}-\d\d-\d\d'))[1]::date as billing_month,
        pg_relation_size(partition.oid) as byte_count
    from pg_inherits
    inner join pg_class as partition on partition.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent in ('cost.share'::regclass, 'cost.placement'::regclass)

),

months as (

    select billing_month, least(31, 1 + sum(byte_count) / $2::bigint)::integer as span_count
    from (
        select billing_month, byte_count from partitions
        union all
        select billing_month, 0 from day_months
        union all
        select billing_month, 0 from cost.period
    ) as known
    where billing_month = coalesce($1::date, billing_month)
    group by billing_month

),

final as (

    select
        months.billing_month,
        case when number = 0 then '-infinity' else billing_month + (number * 31 / span_count) end as from_date,
        case when number = span_count - 1 then 'infinity' else billing_month + ((number + 1) * 31 / span_count) end as to_date
    from months
    cross join lateral generate_series(0, span_count - 1) as number

)

select * from final
order by billing_month, from_date
