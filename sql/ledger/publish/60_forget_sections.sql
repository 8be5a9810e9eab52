-- Takes what reports of month $1 show beside cost away.
with

prices as (

    delete from cost.month_price where billing_month = $1::date

)

delete from cost.month_section where billing_month = $1::date
