-- How much of the use of a service commitments cover, for services that have any.
create view report.commitment_coverage as
with

skus as (

    select billing_month, billing_currency, service, charge_category, commitment_status, effective_cost
    from cost.month_sku
    where charge_category = 'Usage'

),

sums as (

    select
        billing_month, billing_currency, service,
        coalesce(sum(effective_cost) filter (where commitment_status = 'Used'), 0) as covered_cost,
        coalesce(sum(effective_cost) filter (where commitment_status is null), 0) as not_covered_cost,
        coalesce(sum(effective_cost) filter (where commitment_status = 'Unused'), 0) as unused_cost
    from skus
    group by billing_month, billing_currency, service
    having bool_or(commitment_status is not null)

),

final as (

    select
        billing_month, billing_currency, service,
        trim_scale(covered_cost) as covered_cost,
        trim_scale(not_covered_cost) as not_covered_cost,
        trim_scale(unused_cost) as unused_cost,
        round(covered_cost / nullif(covered_cost + not_covered_cost, 0), 6) as coverage,
        round(covered_cost / nullif(covered_cost + unused_cost, 0), 6) as utilisation
    from sums

)

select * from final;

comment on view report.commitment_coverage is
    'One row per month, currency and service with commitments: what of its use they cover, and what of them nobody used.';
comment on column report.commitment_coverage.billing_month is 'First day of the month whose bill it is from.';
comment on column report.commitment_coverage.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.commitment_coverage.service is 'FOCUS ServiceName, or null.';
comment on column report.commitment_coverage.covered_cost is 'Effective cost of the use that a commitment covered.';
comment on column report.commitment_coverage.not_covered_cost is 'Effective cost of all other use, eligible or not: bills do not say what could have been covered.';
comment on column report.commitment_coverage.unused_cost is 'Effective cost of commitments that nobody used.';
comment on column report.commitment_coverage.coverage is 'Covered divided by covered and not covered, 0 to 1.';
comment on column report.commitment_coverage.utilisation is 'Covered divided by covered and unused, 0 to 1.';
