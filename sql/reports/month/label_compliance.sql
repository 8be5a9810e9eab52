-- How much of the cost is labelled: by a label, by a default of the configuration, or not at all.
create view report.label_compliance as
with

costs as (

    select
        billing_month, billing_currency, team, cluster, pod_key, tenant, tier, commit, owner,
        sum(billed_cost) as billed_cost,
        sum(effective_cost) as effective_cost
    from cost.allocation
    group by billing_month, billing_currency, team, cluster, pod_key, tenant, tier, commit, owner

),

-- The rule that gave a value; of several intervals of a pod with the same value the first by its words.
rules as (

    select cluster, pod_key, field.field, field.value, min(field.rule) as rule
    from usage.cost_label as labels
    cross join lateral (
        values
            ('tenant', labels.tenant, labels.tenant_rule), ('tier', labels.tier, labels.tier_rule),
            ('commit', labels.commit, labels.commit_rule), ('owner', labels.owner, labels.owner_rule)
    ) as field (field, value, rule)
    where field.value is not null
    group by cluster, pod_key, field.field, field.value

),

fields as (

    select
        costs.billing_month, costs.billing_currency, costs.team, field.field,
        case
            when field.value is null then 'missing'
            when rules.rule like 'always %' then 'defaulted'
            else 'labelled'
        end as state,
        costs.billed_cost,
        costs.effective_cost
    from costs
    cross join lateral (
        values ('tenant', costs.tenant), ('tier', costs.tier), ('commit', costs.commit), ('owner', costs.owner)
    ) as field (field, value)
    left join rules
        on rules.cluster = costs.cluster and rules.pod_key = costs.pod_key
        and rules.field = field.field and rules.value = field.value

),

final as (

    select
        billing_month, billing_currency, team, field,
        trim_scale(sum(effective_cost)) as effective_cost,
        trim_scale(coalesce(sum(effective_cost) filter (where state = 'labelled'), 0)) as labelled_effective_cost,
        trim_scale(coalesce(sum(effective_cost) filter (where state = 'defaulted'), 0)) as defaulted_effective_cost,
        trim_scale(coalesce(sum(effective_cost) filter (where state = 'missing'), 0)) as missing_effective_cost,
        trim_scale(sum(billed_cost)) as billed_cost,
        trim_scale(coalesce(sum(billed_cost) filter (where state = 'labelled'), 0)) as labelled_billed_cost,
        round(100 * coalesce(sum(effective_cost) filter (where state = 'labelled'), 0) / nullif(sum(effective_cost), 0), 2)
            as labelled_percent,
        round(100 * coalesce(sum(effective_cost) filter (where state = 'defaulted'), 0) / nullif(sum(effective_cost), 0), 2)
            as defaulted_percent,
        round(100 * coalesce(sum(effective_cost) filter (where state = 'missing'), 0) / nullif(sum(effective_cost), 0), 2)
            as missing_percent
    from fields
    group by billing_month, billing_currency, team, field

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
comment on column report.label_compliance.defaulted_effective_cost is 'Of it, where only the configuration''s ''literal'' gave the field.';
comment on column report.label_compliance.missing_effective_cost is 'Of it, where nothing gave the field.';
comment on column report.label_compliance.billed_cost is 'The team''s billed cost.';
comment on column report.label_compliance.labelled_billed_cost is 'Of it, what is labelled.';
comment on column report.label_compliance.labelled_percent is 'Percent of effective cost that is labelled; null without cost.';
comment on column report.label_compliance.defaulted_percent is 'Percent of effective cost that is defaulted.';
comment on column report.label_compliance.missing_percent is 'Percent of effective cost that is missing.';
