-- Label compliance by cost, from the published sums: what has a value of each field, and what has none.
create view report.label_month as
with

fields as (

    select
        billing_month, billing_currency, team, dimension as field, name is not null as has_value, billed_cost, effective_cost
    from report.month_breakdown
    where dimension in ('tenant', 'tier', 'commit', 'owner')

),

final as (

    select
        billing_month, billing_currency, team, field,
        trim_scale(coalesce(sum(effective_cost) filter (where has_value), 0)) as labelled_effective_cost,
        trim_scale(coalesce(sum(effective_cost) filter (where not has_value), 0)) as missing_effective_cost,
        trim_scale(sum(effective_cost)) as effective_cost,
        trim_scale(coalesce(sum(billed_cost) filter (where has_value), 0)) as labelled_billed_cost,
        trim_scale(coalesce(sum(billed_cost) filter (where not has_value), 0)) as missing_billed_cost,
        trim_scale(sum(billed_cost)) as billed_cost,
        round(coalesce(sum(effective_cost) filter (where has_value), 0) / nullif(sum(effective_cost), 0), 6) as labelled
    from fields
    group by billing_month, billing_currency, team, field

)

select * from final;

comment on view report.label_month is
    'One row per month, currency, team and field (tenant, tier, commit, owner): how much of the cost has a value of the field. report.label_compliance also tells labels from defaults.';
comment on column report.label_month.billing_month is 'First day of the month whose bill it is from.';
comment on column report.label_month.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.label_month.team is 'The team that bears the cost, or null.';
comment on column report.label_month.field is 'tenant, tier, commit or owner.';
comment on column report.label_month.labelled_effective_cost is 'Effective cost with a value of the field, by a label, a tag or a default.';
comment on column report.label_month.missing_effective_cost is 'Effective cost without one.';
comment on column report.label_month.effective_cost is 'Both together.';
comment on column report.label_month.labelled_billed_cost is 'Billed cost with a value of the field.';
comment on column report.label_month.missing_billed_cost is 'Billed cost without one.';
comment on column report.label_month.billed_cost is 'Both together.';
comment on column report.label_month.labelled is 'Labelled divided by all effective cost, 0 to 1.';
