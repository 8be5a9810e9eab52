-- Keeps, by day and team, the cost of pods whose labels only a literal of the configuration gave: of the days at hand of month $1.
insert into work_defaulted_day (billing_month, usage_date, billing_currency, team, field, billed_cost, effective_cost)
with

-- The rule that gave a value; of several intervals of a pod with the same value the first by its words.
rules as (

    select labels.cluster, labels.pod_key, field.field, field.value
    from usage.cost_label as labels
    cross join lateral (
        values
            ('tenant', labels.tenant, labels.tenant_rule), ('tier', labels.tier, labels.tier_rule),
            ('commit', labels.commit, labels.commit_rule), ('owner', labels.owner, labels.owner_rule)
    ) as field (field, value, rule)
    where field.value is not null
        -- Most configurations have no literals, and then no label is looked at.
        and (labels.cluster, labels.pod_key) in (
            select literal.cluster, literal.pod_key
            from usage.cost_label as literal
            where literal.tenant_rule like 'always %' or literal.tier_rule like 'always %'
                or literal.commit_rule like 'always %' or literal.owner_rule like 'always %'
        )
    group by labels.cluster, labels.pod_key, field.field, field.value
    having min(field.rule) like 'always %'

),

costs as (

    select
        pot.usage_date, pot.billing_currency, sums.consumer,
        sum(sums.billed_cost) as billed_cost, sum(sums.effective_cost) as effective_cost
    from work_pod_sum as sums
    inner join work_pot as pot on pot.pot = sums.pot
    where exists (select from rules)
    group by pot.usage_date, pot.billing_currency, sums.consumer

),

final as (

    select
        costs.usage_date, costs.billing_currency, team.team, rules.field,
        sum(costs.billed_cost) as billed_cost, sum(costs.effective_cost) as effective_cost
    from costs
    inner join work_consumer as consumer on consumer.consumer = costs.consumer
    inner join rules
        on rules.cluster = consumer.cluster and rules.pod_key = consumer.pod_key
        and rules.value = case rules.field
            when 'tenant' then consumer.tenant
            when 'tier' then consumer.tier
            when 'commit' then consumer.commit
            when 'owner' then consumer.owner
        end
    left join work_consumer_team as team
        on team.consumer = costs.consumer and team.valid_from <= costs.usage_date and team.valid_to > costs.usage_date
    where consumer.pod is not null
    group by costs.usage_date, costs.billing_currency, team.team, rules.field

)

select $1::date, usage_date, billing_currency, team, field, billed_cost, effective_cost
from final
