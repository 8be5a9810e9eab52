-- How much of the cost is labelled: by a label, by a default of the configuration, or not at all. From the published sums.
create view report.label_compliance as
with

fields as (

    select
        billing_month, billing_currency, team, dimension as field, name is not null as has_value, billed_cost, effective_cost,
        0::numeric as defaulted_billed_cost, 0::numeric as defaulted_effective_cost
    from report.month_breakdown
    where dimension in ('tenant', 'tier', 'commit', 'owner')
    union all
    select billing_month, billing_currency, team, field, true, 0, 0, billed_cost, effective_cost
    from cost.defaulted_day

),

sums as (

    select
        billing_month, billing_currency, team, field,
        sum(effective_cost) as effective_cost,
        coalesce(sum(effective_cost) filter (where has_value), 0) - sum(defaulted_effective_cost) as labelled_effective_cost,
        sum(defaulted_effective_cost) as defaulted_effective_cost,
        coalesce(sum(effective_cost) filter (where not has_value), 0) as missing_effective_cost,
        sum(billed_cost) as billed_cost,
        coalesce(sum(billed_cost) filter (where has_value), 0) - sum(defaulted_billed_cost) as labelled_billed_cost
    from fields
    group by billing_month, billing_currency, team, field

),

final as (

    select
        billing_month, billing_currency, team, field,
        trim_scale(effective_cost) as effective_cost,
        trim_scale(labelled_effective_cost) as labelled_effective_cost,
        trim_scale(defaulted_effective_cost) as defaulted_effective_cost,
        trim_scale(missing_effective_cost) as missing_effective_cost,
        trim_scale(billed_cost) as billed_cost,
        trim_scale(labelled_billed_cost) as labelled_billed_cost,
        round(100 * labelled_effective_cost / nullif(effective_cost, 0), 2) as labelled_percent,
        round(100 * defaulted_effective_cost / nullif(effective_cost, 0), 2) as defaulted_percent,
        round(100 * missing_effective_cost / nullif(effective_cost, 0), 2) as missing_percent
    from sums

)

select * from final;

comment on view report.label_compliance is
    'One row per month, currency, team and field (tenant, tier, commit, owner): how much of the cost is labelled, defaulted and missing; the three add up.';
comment on column report.label_compliance.billing_month is 'First day of the month whose bill it is from.';
comment on column report.label_compliance.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.label_compliance.team is 'The team that bears the cost, or null.';
comment on column report.label_compliance.field is 'tenant, tier, commit or owner.';
comment on column report.label_compliance.effective_cost is 'The team''s effective cost.';
comment on column report.label_compliance.labelled_effective_cost is 'Of it, what a label, an annotation, a namespace, a workload, a label file or a tag says the field of.';
comment on column report.label_compliance.defaulted_effective_cost is 'Of it, the direct cost of pods where only the configuration''s ''literal'' gave the field.';
comment on column report.label_compliance.missing_effective_cost is 'Of it, where nothing gave the field.';
comment on column report.label_compliance.billed_cost is 'The team''s billed cost.';
comment on column report.label_compliance.labelled_billed_cost is 'Of it, what is labelled.';
comment on column report.label_compliance.labelled_percent is 'Percent of effective cost that is labelled; null without cost.';
comment on column report.label_compliance.defaulted_percent is 'Percent of effective cost that is defaulted.';
comment on column report.label_compliance.missing_percent is 'Percent of effective cost that is missing.';
