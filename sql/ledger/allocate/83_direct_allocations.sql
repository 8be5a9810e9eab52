-- Tagged resources, accounts and services: the whole amount to the team whose rule holds; else unallocated.
insert into work_allocation (
    billing_month, source, usage_date, resource_key, hour, billing_currency, kind, rule, is_shared, reason,
    billing_account_id, sub_account_id, service_name, tenant, tier, commit, owner, team,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    $1::date, pot.source, pot.usage_date, pot.resource_key, pot.hour, pot.billing_currency,
    case when team.team is null then 'unallocated' else 'direct' end,
    coalesce(team.rule, 'none'),
    false,
    case when team.team is null then case when pot.resource_key = '' then 'no resource' else 'no team rule matches' end end,
    pot.billing_account_id, pot.sub_account_id, pot.service_name,
    consumer.tenant, consumer.tier, consumer.commit, consumer.owner, team.team,
    pot.billed_cost, pot.effective_cost, pot.contracted_cost, pot.list_cost
from work_pot as pot
inner join work_consumer as consumer on consumer.item_key = pot.item_key
left join work_consumer_team as team
    on team.consumer = consumer.consumer and team.valid_from <= pot.usage_date and team.valid_to > pot.usage_date
where pot.class = 'direct'
