-- Whether the rate $4 from $2 to $3 of month $1 would change what a closing has locked.
select exists (
    select 1
    from cost.period as period
    where period.billing_month = $1::date and period.state = 'closed'
        and not exists (
            select 1
            from org.exchange_rate as rate
            where rate.billing_month = $1::date and rate.from_currency = $2 and rate.to_currency = $3 and rate.rate = $4::numeric
        )
) as is_locked
