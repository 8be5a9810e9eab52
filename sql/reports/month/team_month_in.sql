-- A month in one currency. Amounts are converted exactly; the rounded total is split by largest remainder, so that
-- what is shown adds up. Of equal remainders the first team by bytes comes first, then the bill's currency.
create function report.team_month_in(month date, currency text, cost text default 'effective', places integer default 2)
returns table (team text, billing_currency text, rate numeric, cost_in_bill_currency numeric, converted numeric)
language sql stable as
$$
    with

    amounts as (

        select
            team_month.team, team_month.billing_currency,
            case when team_month.billing_currency = $2 then 1 else exchange.rate end as rate,
            case $3
                when 'effective' then team_month.effective_cost
                when 'billed' then team_month.billed_cost
                when 'list' then team_month.list_cost
                when 'contracted' then team_month.contracted_cost
            end as amount
        from report.team_month as team_month
        left join report.exchange_rate as exchange
            on exchange.billing_month = team_month.billing_month
            and exchange.from_currency = team_month.billing_currency and exchange.to_currency = $2
        where team_month.billing_month = $1

    ),

    units as (

        select amounts.*, amount * rate * 10::numeric ^ $4 as quota, floor(amount * rate * 10::numeric ^ $4) as whole
        from amounts

    ),

    ranked as (

        select
            units.*,
            row_number() over (
                order by quota - whole desc, team collate "C" nulls last, billing_currency collate "C"
            ) as place,
            round(sum(quota) over ()) - sum(whole) over () as left_over
        from units

    )

    select
        team, billing_currency, rate, amount,
        round((whole + case when place <= left_over then 1 else 0 end) / 10::numeric ^ $4, $4)
    from ranked
$$;

comment on function report.team_month_in(date, text, text, integer) is
    'What each team costs in a month in one currency: team, the bill''s currency, the rate, the cost in the bill''s currency, and converted, rounded so that it adds up. A missing rate gives null.';
