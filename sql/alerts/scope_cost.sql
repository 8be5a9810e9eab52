-- What scope $2 (kind) $3 (name) cost in month $1 by currency; $4 says which cost. Every currency of the month is
-- there, with nought where the scope has none of it; no row where the month is not published.
with

currencies as (

    select distinct billing_currency
    from cost.day
    where billing_month = $1::date

),

scope as (

    select billing_currency, trim_scale(sum(amount)) as amount
    from cost.scope_day($1::date, $2, $3, $4)
    group by billing_currency

),

final as (

    select currencies.billing_currency, coalesce(scope.amount, 0) as amount
    from currencies
    left join scope on scope.billing_currency = currencies.billing_currency

)

select *
from final
order by billing_currency
