-- The newest version of each bill of month $1 against the version before it, in currency $3, where they differ by $4 or
-- more; $2 says which cost.
with

totals as (

    select
        bill_version.source, bill_version.billing_account_id, bill_version.billing_period_started_at,
        bill_version.version, bill_version.state,
        case $2
            when 'effective' then bill_version.effective_cost
            when 'billed' then bill_version.billed_cost
            when 'list' then bill_version.list_cost
            when 'contracted' then bill_version.contracted_cost
        end as amount
    from report.bill_version as bill_version
    where bill_version.billing_month = $1::date and bill_version.billing_currency = $3

),

versions as (

    select
        source, billing_account_id, version, state, amount,
        lag(amount) over (
            partition by source, billing_account_id, billing_period_started_at
            order by version
        ) as previous
    from totals

),

final as (

    select source, billing_account_id, version, trim_scale(amount) as amount, trim_scale(previous) as previous
    from versions
    where state = 'current' and abs(amount - previous) >= $4::numeric

)

select source, billing_account_id as account, version, amount, previous
from final
order by source, billing_account_id
