-- The way from what is invoiced to what was used: prepaid commitments leave the month and come back as use.
create view report.billed_to_effective as
with

lines as (

    select
        billing_month,
        billing_currency,
        case
            when charge_category = 'Purchase' and commitment_discount_id is not null then 2
            when extras ->> 'x_line_item_type' = 'SavingsPlanNegation' then 3
            when commitment_discount_status = 'Used' then 4
            when commitment_discount_status = 'Unused' then 5
            when charge_category in ('Credit', 'Adjustment') then 6
            else 7
        end as step_number,
        billed_cost,
        effective_cost
    from report.bill_line

),

steps as (

    select billing_month, billing_currency, 1 as step_number, sum(billed_cost) as amount
    from lines
    group by billing_month, billing_currency
    union all
    select billing_month, billing_currency, step_number, sum(effective_cost - billed_cost)
    from lines
    group by billing_month, billing_currency, step_number
    having sum(effective_cost - billed_cost) <> 0
    union all
    select billing_month, billing_currency, 8, sum(effective_cost)
    from lines
    group by billing_month, billing_currency

),

final as (

    select
        billing_month,
        billing_currency,
        step_number,
        case step_number
            when 1 then 'billed cost'
            when 2 then 'commitment purchases'
            when 3 then 'negations of covered use'
            when 4 then 'used commitment'
            when 5 then 'unused commitment'
            when 6 then 'credits and adjustments'
            when 7 then 'other lines whose costs differ'
            when 8 then 'effective cost'
        end as step,
        trim_scale(amount) as amount
    from steps

)

select * from final;

comment on view report.billed_to_effective is
    'One row per month, currency and step from billed to effective cost: the first row and the steps add up to the last.';
comment on column report.billed_to_effective.billing_month is 'First day of the month whose bill it is.';
comment on column report.billed_to_effective.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.billed_to_effective.step_number is 'The order: 1 is the billed cost, 2 to 7 lead to 8, the effective cost.';
comment on column report.billed_to_effective.step is
    'What the step is: billed cost, commitment purchases, negations of covered use, used commitment, unused commitment, credits and adjustments, other lines whose costs differ, effective cost.';
comment on column report.billed_to_effective.amount is 'The cost (steps 1 and 8), or effective less billed cost of the step''s lines.';
