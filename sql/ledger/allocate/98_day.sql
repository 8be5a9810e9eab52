-- The daily mart of what is at hand.
insert into work_day (
    billing_month, source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id,
    sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
    billed_cost, effective_cost, contracted_cost, list_cost
)
with

machines as (

    select
        $1::date as billing_month, pot.source, pot.usage_date, pot.billing_currency, direct.kind,
        cost.division_rule(pot.class, policy.split, consumer.pod is null) as rule, false as is_shared,
        case when team.team is null then 'no team rule matches' end as reason,
        pot.billing_account_id, pot.sub_account_id, pot.service_name,
        consumer.cluster, consumer.namespace, consumer.workload, consumer.tenant, consumer.tier, consumer.commit,
        consumer.owner, team.team,
        direct.billed_cost, direct.effective_cost, direct.contracted_cost, direct.list_cost
    from work_direct as direct
    inner join work_pot as pot on pot.pot = direct.pot
    inner join work_consumer as consumer on consumer.consumer = direct.consumer
    left join work_consumer_team as team
        on team.consumer = direct.consumer and team.valid_from <= pot.usage_date and team.valid_to > pot.usage_date
    cross join org.allocation_policy as policy

),

others as (

    select
        billing_month, source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id,
        sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
        billed_cost, effective_cost, contracted_cost, list_cost
    from work_allocation

),

final as (

    select
        billing_month, source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id,
        sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
        trim_scale(sum(billed_cost)) as billed_cost, trim_scale(sum(effective_cost)) as effective_cost,
        trim_scale(sum(contracted_cost)) as contracted_cost, trim_scale(sum(list_cost)) as list_cost
    from (select * from machines union all select * from others) as placed
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19

)

select * from final
