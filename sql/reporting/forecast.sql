-- What month $1 will come to in currency $2, as cost $3, if its days go on as the last fortnight's: of each of the teams $4,
-- and, where $5 says so, of everybody (without report_team). The last day is taken to be incomplete while the month runs. The interval is two standard deviations of the days
-- still to come.
with

days as (

    select
        report_team,
        usage_date,
        sum(case $3::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end) as amount
    from report.team_day as costs
    cross join lateral (
        select costs.team where costs.team = any ($4::text[])
        union all
        select null where $5::boolean
    ) as reports (report_team)
    where billing_month = $1::date
        and billing_currency = $2::text
    group by report_team, usage_date

),

dated as (

    select *, max(usage_date) over (partition by report_team) as last_date
    from days

),

sums as (

    select
        report_team,
        last_date,
        ($1::date + interval '1 month')::date - last_date as day_count,
        sum(amount) as spent,
        coalesce(sum(amount) filter (where usage_date < last_date), 0) as earlier,
        count(*) filter (where usage_date < last_date and usage_date >= last_date - 14) as recent_count,
        avg(amount) filter (where usage_date < last_date and usage_date >= last_date - 14) as recent_mean,
        stddev_samp(amount) filter (where usage_date < last_date and usage_date >= last_date - 14) as recent_deviation
    from dated
    group by report_team, last_date

),

final as (

    select
        report_team,
        last_date,
        day_count > 1 and recent_count >= 3 as is_running,
        round(earlier + day_count * recent_mean, 10) as forecast,
        round(greatest(spent, earlier + day_count * recent_mean - 2 * recent_deviation * sqrt(day_count::numeric)), 10) as low,
        round(earlier + day_count * recent_mean + 2 * recent_deviation * sqrt(day_count::numeric), 10) as high
    from sums

)

select * from final
