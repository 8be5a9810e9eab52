-- What a scope will have cost at the end of a month.
create function cost.scope_forecast(month date, scope_kind text, scope_name text, cost text)
returns table (
    billing_currency text, actual_cost numeric, forecast_cost numeric, low_cost numeric, high_cost numeric,
    complete_days integer, remaining_days integer, day_cost numeric
)
language sql stable parallel safe as
$$
    with

    published as (

        select
            max(usage_date) as last_date,
            (month + interval '1 month')::date as end_date
        from cost.day
        where billing_month = month and usage_date >= month and usage_date < (month + interval '1 month')::date

    ),

    -- The newest day of a running month is still filling up.
    extent as (

        select
            end_date,
            case when last_date = end_date - 1 then end_date else last_date end as complete_until
        from published

    ),

    days as (

        select
            scope_day.billing_currency, scope_day.usage_date,
            sum(scope_day.amount) as amount,
            sum(scope_day.amount) filter (
                where scope_day.kind not in
                    ('commitment purchase', 'support', 'tax', 'credit', 'refund', 'adjustment')
            ) as running_amount
        from cost.scope_day(month, scope_kind, scope_name, cost) as scope_day
        group by scope_day.billing_currency, scope_day.usage_date

    ),

    rates as (

        select
            currencies.billing_currency,
            avg(coalesce(days.running_amount, 0)) as day_amount,
            coalesce(stddev_samp(coalesce(days.running_amount, 0)), 0) as day_deviation,
            count(*)::integer as day_count
        from extent
        cross join (select distinct billing_currency from days) as currencies
        cross join generate_series(1, 7) as back(days)
        left join days
            on days.billing_currency = currencies.billing_currency
            and days.usage_date = extent.complete_until - back.days
        where extent.complete_until - back.days >= month
        group by currencies.billing_currency

    ),

    sums as (

        select
            days.billing_currency,
            sum(days.amount) as actual_cost,
            -- What is known and what does not come every day counts as it is.
            sum(days.amount) filter (where days.usage_date < extent.complete_until)
            + coalesce(sum(days.amount - coalesce(days.running_amount, 0))
                filter (where days.usage_date >= extent.complete_until), 0) as known_cost
        from days
        cross join extent
        group by days.billing_currency

    )

    select
        sums.billing_currency,
        trim_scale(sums.actual_cost),
        trim_scale(round(sums.known_cost + rates.day_amount * left_over.days, 10)),
        trim_scale(round(sums.known_cost + rates.day_amount * left_over.days
            - 1.96 * rates.day_deviation * sqrt(left_over.days::numeric), 10)),
        trim_scale(round(sums.known_cost + rates.day_amount * left_over.days
            + 1.96 * rates.day_deviation * sqrt(left_over.days::numeric), 10)),
        (extent.complete_until - month)::integer,
        left_over.days,
        trim_scale(round(rates.day_amount, 10))
    from sums
    inner join rates on rates.billing_currency = sums.billing_currency
    cross join extent
    cross join lateral (select (extent.end_date - extent.complete_until)::integer as days) as left_over
    where rates.day_count >= 3
$$;

comment on function cost.scope_forecast(date, text, text, text) is
    'One row per currency: what a scope has cost in a month so far, and will have cost at its end: complete days and one-off charges as they are, each day that is left like the mean of the last seven complete ones; low and high are 1.96 standard deviations of those days away; day_cost is that mean. No row before three days are complete.';
