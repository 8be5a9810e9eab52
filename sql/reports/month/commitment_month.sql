-- What commitments gave for their money: used, unused, and what the same use costs without one.
create view report.commitment_month as
with

skus as (

    select billing_month, billing_currency, commitment, commitment_type, commitment_status, charge_category, billed_cost, effective_cost, list_cost
    from cost.month_sku
    where commitment is not null

),

sums as (

    select
        billing_month, billing_currency, commitment, max(commitment_type) as commitment_type,
        coalesce(sum(effective_cost) filter (where commitment_status = 'Used'), 0) as used_cost,
        coalesce(sum(effective_cost) filter (where commitment_status = 'Unused'), 0) as unused_cost,
        coalesce(sum(billed_cost) filter (where charge_category = 'Purchase'), 0) as purchased_cost,
        coalesce(sum(list_cost) filter (where commitment_status = 'Used'), 0) as used_list_cost
    from skus
    group by billing_month, billing_currency, commitment

),

final as (

    select
        billing_month, billing_currency, commitment, commitment_type,
        trim_scale(used_cost) as used_cost,
        trim_scale(unused_cost) as unused_cost,
        trim_scale(used_cost + unused_cost) as commitment_cost,
        round(used_cost / nullif(used_cost + unused_cost, 0), 6) as utilisation,
        trim_scale(purchased_cost) as purchased_cost,
        trim_scale(used_list_cost) as used_list_cost
    from sums

)

select * from final;

comment on view report.commitment_month is
    'One row per month, currency and commitment (reservation, savings plan, committed use): what of it was used.';
comment on column report.commitment_month.billing_month is 'First day of the month whose bill it is from.';
comment on column report.commitment_month.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.commitment_month.commitment is 'FOCUS CommitmentDiscountId.';
comment on column report.commitment_month.commitment_type is 'FOCUS CommitmentDiscountType, or null.';
comment on column report.commitment_month.used_cost is 'Effective cost of the use that it covered.';
comment on column report.commitment_month.unused_cost is 'Effective cost of what nobody used of it.';
comment on column report.commitment_month.commitment_cost is 'Both together: what the month owes it.';
comment on column report.commitment_month.utilisation is 'Used divided by both, 0 to 1; null without cost.';
comment on column report.commitment_month.purchased_cost is 'Billed cost of buying it that the months bill has: fees and upfront payments.';
comment on column report.commitment_month.used_list_cost is 'What the covered use costs at list prices, as far as the bill has them.';
