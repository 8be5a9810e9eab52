-- What the days at hand cost each consumer directly: what their own pots are distributed by.
insert into work_basis (
    resource_key, usage_date, cluster, namespace, tenant, tier, commit, owner, team, kind, billing_currency, effective_cost
)
with

machines as (

    select
        pot.resource_key, pot.usage_date, consumer.cluster, consumer.namespace, consumer.tenant, consumer.tier,
        consumer.commit, consumer.owner, team.team, direct.kind, pot.billing_currency, direct.effective_cost
    from work_direct as direct
    inner join work_pot as pot on pot.pot = direct.pot
    inner join work_consumer as consumer on consumer.consumer = direct.consumer
    left join work_consumer_team as team
        on team.consumer = direct.consumer and team.valid_from <= pot.usage_date and team.valid_to > pot.usage_date

),

others as (

    select
        resource_key, usage_date, cluster, namespace, tenant, tier, commit, owner, team, kind, billing_currency, effective_cost
    from work_allocation
    where kind <> 'unallocated' and not is_shared

),

final as (

    select
        resource_key, usage_date, cluster, namespace, tenant, tier, commit, owner, team, kind, billing_currency,
        sum(effective_cost) as effective_cost
    from (select * from machines union all select * from others) as direct
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11

)

select * from final
