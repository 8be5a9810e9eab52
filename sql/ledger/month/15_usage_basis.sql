-- What pods did in month $1, where a rule goes by it, for the team that each was of on each day.
insert into work_usage_basis (basis, cluster, namespace, tenant, tier, commit, owner, team, quantity)
with

bases as (

    select distinct basis
    from org.distribution_rule
    where method = 'proportional' and basis in ('pods', 'sidecars', 'requested cpu', 'requested memory')

),

days as (

    select bases.basis, done.*, jsonb_strip_nulls(jsonb_build_object(
        'cluster', done.cluster, 'namespace', done.namespace, 'tenant', done.tenant, 'tier', done.tier, 'owner', done.owner
    )) as facts
    from bases
    cross join lateral usage.basis(bases.basis, $1::date, ($1::date + interval '1 month')::date) as done
    where done.quantity > 0

),

teams as (

    select facts, usage_date, org.team_of(facts, usage_date) as team
    from (select distinct facts, usage_date from days) as different

)

select days.basis, days.cluster, days.namespace, days.tenant, days.tier, days.commit, days.owner, teams.team, sum(days.quantity)
from days
inner join teams on teams.facts = days.facts and teams.usage_date = days.usage_date
group by days.basis, days.cluster, days.namespace, days.tenant, days.tier, days.commit, days.owner, teams.team
