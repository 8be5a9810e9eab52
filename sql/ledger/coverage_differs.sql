-- Whether the exports of the days around day $1, which have changed, say otherwise of the gaps at its ends.
with

judged as materialized (

    select * from usage.day_coverage($1::date)

),

known as materialized (

    select
        cluster, signal, node, usage_date, hour, series_count, samples_present, samples_expected, is_provisional
    from usage.coverage
    where usage_date = $1::date

)

select
    exists (select * from judged except select * from known) or exists (select * from known except select * from judged)
        as is_different
